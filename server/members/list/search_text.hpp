#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::members {

/// The text by which a member is found: the folded name, email (a domain in its xn-- form also as it is shown) and job
/// title, with marks (core/searching/marked_words.hpp).
std::string search_text(std::string_view name, std::string_view email, const std::optional<std::string>& job_title);

/// The entries of the index for a `search_text`: the end of each word from every character on, cut to eight characters;
/// the beginnings of words once more with U+001F before; and every other character that is not white space. So every
/// part of a text is the beginning of one of its entries.
std::set<std::string> search_entries(std::string_view search_text);

/// One word of a search. The patterns are for LIKE with '\' as its escape, over `search_text`.
struct SearchedWord {
    std::string contained;  ///< the word anywhere
    std::string begins;     ///< at the beginning of a word
    std::string entry;      ///< each text that contains the word has an entry that begins with this
    std::string pattern;    ///< the word as each `search_text` that contains it has it
    bool operator==(const SearchedWord&) const = default;
};

/// A search: each word must be part of the name, the email or the job title.
struct ParsedSearch {
    std::string beginning;  ///< of the folded names that match best
    std::vector<SearchedWord> words;
};
ParsedSearch parse_search(std::string_view text);

/// A text after all those that begin with `text` and a character below U+10FFFF, in the order of bytes.
std::string end_of_range(std::string_view text);

}  // namespace rollcall::members
