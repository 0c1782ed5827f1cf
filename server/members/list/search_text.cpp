#include "members/list/search_text.hpp"

#include <algorithm>

#include "core/email.hpp"
#include "core/searching/marked_words.hpp"
#include "core/text.hpp"

namespace rollcall::members {

namespace {

constexpr std::size_t longest_entry = 8;

// From `begin` to the end of its word, at most as long as an entry.
std::string entry_at(const std::vector<TextCharacter>& characters, std::size_t begin) {
    std::string entry(characters[begin].bytes);
    for (auto at = begin + 1; at < std::min(begin + longest_entry, characters.size()); ++at) {
        if (characters[begin].kind != CharacterKind::word || characters[at].kind != CharacterKind::word) break;
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

SearchedWord searched_word(std::string_view word) {
    auto pattern = mark_words(word);
    if (pattern.starts_with(word_mark)) pattern.erase(0, 1);
    return {.contained = contains_pattern(pattern),
            .begins = contains_pattern(word_mark + pattern),
            .entry = rarest_entry(word),
            .pattern = std::move(pattern)};
}

}  // namespace

std::string search_text(std::string_view name, std::string_view email, const std::optional<std::string>& job_title) {
    auto text = mark_words(fold_for_search(name)) + '\n' + mark_words(fold_for_search(email));
    const auto shown = email_with_unicode_domain(email);
    if (shown != email) text += '\n' + mark_words(fold_for_search(shown));
    if (job_title) text += '\n' + mark_words(fold_for_search(*job_title));
    return text;
}

std::set<std::string> search_entries(std::string_view search_text) {
    std::set<std::string> entries;
    const auto characters = characters_of(search_text);
    for (std::size_t at = 0; at < characters.size(); ++at) {
        if (characters[at].kind == CharacterKind::white) continue;
        auto entry = entry_at(characters, at);
        const bool begins_word = at > 0 && characters[at - 1].bytes.front() == word_mark;
        if (begins_word) entries.insert(word_mark + entry);
        entries.insert(std::move(entry));
    }
    return entries;
}

ParsedSearch parse_search(std::string_view text) {
    ParsedSearch search;
    for (const auto& word : split_at_white_space(fold_for_search(text))) {
        search.beginning += (search.beginning.empty() ? "" : " ") + word;
        auto next = searched_word(word);
        if (std::ranges::find(search.words, next) == search.words.end()) search.words.push_back(std::move(next));
    }
    return search;
}

std::string end_of_range(std::string_view text) { return std::string(text) + "\xf4\x8f\xbf\xbf"; }  // U+10FFFF

}  // namespace rollcall::members
