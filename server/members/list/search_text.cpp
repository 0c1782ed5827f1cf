#include "members/list/search_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "core/email.hpp"
#include "core/text.hpp"

namespace rollcall::members {

namespace {

constexpr std::size_t longest_entry = 8;

enum class Kind { word, white, other };

struct Character {
    std::string_view bytes;
    Kind kind;
};

// Vowel signs and other marks that folding leaves belong to their word, as in Hindi or Thai.
Kind kind_of(UChar32 character) {
    if (u_isUWhiteSpace(character) || character == word_mark) return Kind::white;
    const bool is_mark = (U_GET_GC_MASK(character) & U_GC_M_MASK) != 0;
    return u_isalnum(character) || u_isUAlphabetic(character) || is_mark ? Kind::word : Kind::other;
}

std::vector<Character> characters_of(std::string_view text) {
    std::vector<Character> characters;
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
        const auto begin = at;
        UChar32 character = 0;
        U8_NEXT(text.data(), at, length, character);
        characters.push_back(
            {text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)), kind_of(character)});
    }
    return characters;
}

std::string mark_words(std::string_view text) {
    std::string result;
    auto before = Kind::white;
    for (const auto& [bytes, kind] : characters_of(text)) {
        if (kind == Kind::word && before != Kind::word) result += word_mark;
        result += bytes;
        before = kind;
    }
    return result;
}

// From `begin` to the end of its word, at most as long as an entry.
std::string entry_at(const std::vector<Character>& characters, std::size_t begin) {
    std::string entry(characters[begin].bytes);
    for (auto at = begin + 1; at < std::min(begin + longest_entry, characters.size()); ++at) {
        if (characters[begin].kind != Kind::word || characters[at].kind != Kind::word) break;
        entry += characters[at].bytes;
    }
    return entry;
}

// The longest part of the word: the fewest members have it.
std::string rarest_entry(std::string_view word) {
    const auto characters = characters_of(word);
    std::string longest;
    for (std::size_t at = 0; at < characters.size(); ++at) {
        auto entry = entry_at(characters, at);
        if (count_code_points(entry) > count_code_points(longest)) longest = std::move(entry);
    }
    return longest;
}

std::string escape_pattern(std::string_view text) {
    std::string pattern;
    for (const char character : text) {
        if (character == '%' || character == '_' || character == '\\') pattern += '\\';
        pattern += character;
    }
    return pattern;
}

SearchedWord searched_word(std::string_view word) {
    auto pattern = mark_words(word);
    if (pattern.starts_with(word_mark)) pattern.erase(0, 1);
    const auto escaped = escape_pattern(pattern);
    return {.contained = '%' + escaped + '%',
            .begins = std::string("%") + word_mark + escaped + '%',
            .entry = rarest_entry(word),
            .pattern = std::move(pattern)};
}

}  // namespace

std::string search_text(std::string_view name, std::string_view email) {
    auto text = mark_words(fold_for_search(name)) + '\n' + mark_words(fold_for_search(email));
    const auto shown = email_with_unicode_domain(email);
    if (shown != email) text += '\n' + mark_words(fold_for_search(shown));
    return text;
}

std::set<std::string> search_entries(std::string_view search_text) {
    std::set<std::string> entries;
    const auto characters = characters_of(search_text);
    for (std::size_t at = 0; at < characters.size(); ++at) {
        if (characters[at].kind == Kind::white) continue;
        auto entry = entry_at(characters, at);
        const bool begins_word = at > 0 && characters[at - 1].bytes.front() == word_mark;
        if (begins_word) entries.insert(word_mark + entry);
        entries.insert(std::move(entry));
    }
    return entries;
}

ParsedSearch parse_search(std::string_view text) {
    ParsedSearch search;
    const auto folded = fold_for_search(text);
    std::string word;
    const auto finish_word = [&] {
        if (word.empty()) return;
        search.beginning += (search.beginning.empty() ? "" : " ") + word;
        auto next = searched_word(word);
        if (std::ranges::find(search.words, next) == search.words.end()) search.words.push_back(std::move(next));
        word.clear();
    };
    for (const auto& [bytes, kind] : characters_of(folded)) {
        if (kind == Kind::white) {
            finish_word();
        } else {
            word += bytes;
        }
    }
    finish_word();
    return search;
}

std::string end_of_range(std::string_view text) { return std::string(text) + "\xf4\x8f\xbf\xbf"; }  // U+10FFFF

}  // namespace rollcall::members
