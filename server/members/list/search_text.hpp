#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::members {

/// What is kept to find a member by: the folded name and e-mail, with U+001F before each character that begins a word,
/// so that "begins a word" is a question of what the text contains.
std::string search_text(std::string_view name, std::string_view email);

/// The entries of the index for a `search_text`: what each of its words ends with, from every character on, cut to
/// eight characters; the beginnings of words once more with U+001F before; and every other character that is not white
/// space. So whatever is part of a text begins one of its entries.
std::set<std::string> search_entries(std::string_view search_text);

/// One word that is looked for. The patterns are for LIKE with '\' as its escape, over `search_text`.
struct SearchedWord {
    std::string contained;  ///< the word anywhere
    std::string begins;     ///< at the beginning of a word
    std::string entry;      ///< what one of the entries of whoever contains it begins with
    bool operator==(const SearchedWord&) const = default;
};

/// What somebody looks for: each word must be part of the name or the e-mail.
struct Search {
    std::string beginning;  ///< of the folded name, where it fits best
    std::vector<SearchedWord> words;
};
Search search_for(std::string_view text);

/// The first text after all those that begin with `text`, in the order of bytes.
std::string end_of_range(std::string_view text);

}  // namespace rollcall::members
