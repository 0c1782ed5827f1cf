#include "contacts/search/contact_search_text.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>

#include "core/email.hpp"
#include "core/searching/marked_words.hpp"
#include "core/text.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

namespace {

constexpr std::size_t longest_piece = 3;  // characters
/// A national number is also looked for without its first zero, unless so few digits are left that many have them.
constexpr std::size_t fewest_digits_without_zero = 8;

bool is_digit(char character) { return std::isdigit(static_cast<unsigned char>(character)) != 0; }

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), is_digit);
    return digits;
}

/// As a search finds it: folded, with marks.
std::string searchable(std::string_view text) { return mark_words(fold_for_search(phone::with_ascii_digits(text))); }

/// Without the mark before its first character: that is where a search may begin within a word.
std::string without_first_mark(std::string text) {
    if (text.starts_with(word_mark)) text.erase(0, 1);
    return text;
}

bool may_be_of_phone_number(std::string_view word) {
    constexpr std::string_view separators = "+()-./";
    return std::ranges::all_of(
        word, [&](char character) { return is_digit(character) || separators.find(character) != separators.npos; });
}

std::string without_trunk_zero(std::string text) {
    constexpr std::string_view zero = "(0)";
    if (const auto at = text.find(zero); at != text.npos) text.erase(at, zero.size());
    return text;
}

/// The ways of reading some words as one phone number; none where they have no digits.
SearchedWays read_phone_number_ways(const std::string& joined) {
    const auto text = without_trunk_zero(joined);
    const auto digits = digits_of(text);
    if (digits.empty()) return {};
    const auto international = [](std::string_view number) { return mark_words("+" + std::string(number)); };
    if (text.starts_with('+')) return {{international(digits)}};
    SearchedWays ways{{digits}};
    for (const std::string_view prefix : {"00", "011"}) {
        if (digits.starts_with(prefix) && digits.size() > prefix.size()) {
            ways.push_back({international(digits.substr(prefix.size()))});
        }
    }
    if (digits.starts_with('0') && digits.size() > fewest_digits_without_zero) ways.push_back({digits.substr(1)});
    return ways;
}

bool contains(std::string_view text, const std::string& wanted) {
    return ::memmem(text.data(), text.size(), wanted.data(), wanted.size()) != nullptr;
}

bool has_any(std::string_view text, const SearchedWays& ways) {
    return std::ranges::any_of(ways, [&](const std::vector<std::string>& all) {
        return std::ranges::all_of(all, [&](const std::string& wanted) { return contains(text, wanted); });
    });
}

/// The pieces that all ways have.
std::set<std::string> common_pieces(const SearchedWays& ways) {
    std::set<std::string> common;
    for (const auto& all : ways) {
        std::set<std::string> pieces;
        for (const auto& text : all) pieces.merge(pieces_of(text));
        if (&all == &ways.front()) {
            common = std::move(pieces);
        } else {
            std::erase_if(common, [&](const std::string& piece) { return !pieces.contains(piece); });
        }
    }
    return common;
}

/// What has a piece has all pieces of it.
void keep_longest_pieces(std::set<std::string>& pieces) {
    const auto all = pieces;
    std::erase_if(pieces, [&](const std::string& piece) {
        return std::ranges::any_of(all,
                                   [&](const std::string& other) { return other != piece && contains(other, piece); });
    });
}

}  // namespace

std::string make_contact_search_text(const ContactTexts& texts) {
    auto text = searchable(texts.name);
    const auto add = [&](std::string_view more) { text += '\n' + searchable(more); };
    if (texts.second_name) add(*texts.second_name);
    if (texts.email) {
        add(*texts.email);
        if (const auto shown = email_with_unicode_domain(*texts.email); shown != *texts.email) add(shown);
    }
    for (const auto& phone : texts.phones) {
        add(phone);
        add(digits_of(phone::format_nationally(phone)));
    }
    return text;
}

std::set<std::string> pieces_of(std::string_view text) {
    // The mark belongs to the word that it begins.
    const auto is_white = [](const TextCharacter& character) {
        return character.kind == CharacterKind::white && character.bytes.front() != word_mark;
    };
    std::set<std::string> pieces;
    const auto characters = characters_of(text);
    for (std::size_t begin = 0; begin < characters.size(); ++begin) {
        std::string piece;
        for (auto at = begin; at < std::min(begin + longest_piece, characters.size()); ++at) {
            if (is_white(characters[at])) break;
            piece += characters[at].bytes;
            if (piece.size() > 1 || piece.front() != word_mark) pieces.insert(piece);
        }
    }
    return pieces;
}

ContactSearch::ContactSearch(std::string_view text) {
    std::vector<std::string> numbers;  // words that follow each other and may be of one phone number
    const auto finish_number = [&] {
        if (numbers.empty()) return;
        std::string joined;
        std::vector<std::string> words;
        for (const auto& word : numbers) {
            joined += word;
            words.push_back(without_first_mark(mark_words(word)));
        }
        auto ways = read_phone_number_ways(joined);
        ways.push_back(std::move(words));
        add_part(std::move(ways));
        numbers.clear();
    };
    for (auto& word : split_at_white_space(fold_for_search(phone::with_ascii_digits(text)))) {
        if (may_be_of_phone_number(word)) {
            numbers.push_back(std::move(word));
        } else {
            finish_number();
            add_part({{without_first_mark(mark_words(word))}});
        }
    }
    finish_number();
}

void ContactSearch::add_part(SearchedWays ways) {
    auto beginnings = ways;
    for (auto& all : beginnings) {
        for (auto& text : all) {
            if (text.front() != '+') text.insert(text.begin(), word_mark);
        }
    }
    auto patterns = ways;
    for (auto& all : patterns) std::ranges::transform(all, all.begin(), contains_pattern);
    patterns_.push_back(std::move(patterns));
    pieces_.merge(common_pieces(ways));
    beginning_pieces_.merge(common_pieces(beginnings));
    keep_longest_pieces(pieces_);
    keep_longest_pieces(beginning_pieces_);
    parts_.push_back(std::move(ways));
    beginnings_.push_back(std::move(beginnings));
}

std::optional<std::size_t> ContactSearch::rank_of(std::string_view search_text) const {
    const auto has = [&](const SearchedWays& ways) { return has_any(search_text, ways); };
    if (!std::ranges::all_of(parts_, has)) return std::nullopt;
    return std::ranges::all_of(beginnings_, has) ? 0 : 1;
}

}  // namespace rollcall::contacts
