#include "calls/listing/call_snippets.hpp"

#include <algorithm>
#include <string_view>

#include "calls/call_limits.hpp"
#include "calls/call_view_store.hpp"
#include "calls/words/call_words.hpp"
#include "core/ascii_case.hpp"
#include "core/text.hpp"

namespace rollcall::calls {

namespace {

constexpr auto ellipsis = "…";

/// A word in a text, as offsets of bytes.
struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::vector<Found> find_words(const std::string& text, std::span<const std::string> words) {
    std::vector<Found> found;
    std::size_t at = 0;
    for (const auto& word : split_words(text)) {
        const auto begin = text.find(word, at);
        if (begin == std::string::npos) continue;
        at = begin + word.size();
        const auto folded = words_of(word);
        const bool is_wanted =
            std::ranges::any_of(folded, [&](const auto& one) { return std::ranges::find(words, one) != words.end(); });
        if (is_wanted) found.push_back({begin, at});
    }
    return found;
}

bool begins_character(const std::string& text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
}

/// The beginning of a word near there, so that no word is cut where there are spaces.
std::size_t cut_before(const std::string& text, std::size_t match) {
    if (match <= snippet_before) return 0;
    auto at = match - snippet_before;
    const auto space = text.find(' ', at);
    if (space < match) return space + 1;
    while (!begins_character(text, at)) ++at;
    return at;
}

std::size_t cut_after(const std::string& text, std::size_t match_end) {
    if (text.size() - match_end <= snippet_after) return text.size();
    auto at = match_end + snippet_after;
    const auto space = text.rfind(' ', at);
    if (space != std::string::npos && space > match_end) return space;
    while (!begins_character(text, at)) --at;
    return at;
}

Snippet cut_snippet(const Turn& turn, const std::vector<Found>& found) {
    const auto& text = turn.text;
    const auto begin = cut_before(text, found.front().begin);
    const auto end = cut_after(text, found.front().end);
    Snippet snippet{.role = turn.role, .parts = {}};
    const auto add = [&](std::string part, bool is_match) {
        if (!part.empty()) snippet.parts.push_back({std::move(part), is_match});
    };
    auto at = begin;
    for (const auto& word : found) {
        if (word.end > end) break;
        add((at == begin && begin > 0 ? ellipsis : "") + text.substr(at, word.begin - at), false);
        add(text.substr(word.begin, word.end - word.begin), true);
        at = word.end;
    }
    add(text.substr(at, end - at) + (end < text.size() ? ellipsis : ""), false);
    return snippet;
}

/// Whether it has one of the words, or part of another word that looks like it. Much faster than to look for words;
/// says nothing of letters that are not ASCII.
bool may_have_word(const std::string& text, std::span<const std::string> words) {
    return std::ranges::any_of(words, [&](const std::string& word) {
        const auto equal = [](char left, char right) { return lower_ascii(left) == right; };
        return !std::ranges::search(text, word, equal).empty();
    });
}

}  // namespace

std::optional<Snippet> make_snippet(const Transcript& transcript, std::span<const std::string> words) {
    std::size_t divided = 0;  // bytes of turns that seemed to have no word
    for (const bool looks_everywhere : {false, true}) {
        for (const auto& turn : transcript) {
            if (may_have_word(turn.text, words) == looks_everywhere) continue;
            if (looks_everywhere && (divided += turn.text.size()) > max_snippet_bytes_divided) return std::nullopt;
            if (const auto found = find_words(turn.text, words); !found.empty()) return cut_snippet(turn, found);
        }
    }
    return std::nullopt;
}

std::map<std::int64_t, Snippet> list_snippets(database::Transaction& tx, std::span<const std::int64_t> numbers,
                                              std::span<const std::string> words) {
    std::map<std::int64_t, Snippet> snippets;
    list_transcripts(tx, numbers, [&](std::int64_t number, const Transcript& transcript) {
        if (auto snippet = make_snippet(transcript, words)) snippets.emplace(number, std::move(*snippet));
    });
    return snippets;
}

}  // namespace rollcall::calls
