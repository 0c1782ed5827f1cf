#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// By what contacts are found: any part of their names, email and phone number, in whatever way it is written
/// (docs/decisions/0039-lists-of-contacts.md).
namespace rollcall::contacts {

struct ContactTexts {
    std::string_view name;
    std::optional<std::string> second_name;
    std::optional<std::string> email;
    std::vector<std::string> phones;  ///< in E.164
};

/// The text that is searched: all of them folded, the numbers in E.164 and as they are written in their country, with
/// marks (core/searching/marked_words.hpp), in lines.
std::string make_contact_search_text(const ContactTexts& texts);

/// The pieces of a text: each one, two or three characters that follow each other and have no white space between them.
/// What contains a text has all of its pieces.
std::set<std::string> pieces_of(std::string_view text);

/// What a contact must have in its text for one part of a search: all texts of one of these ways of reading it.
using SearchedWays = std::vector<std::vector<std::string>>;

/// A search. Words are separated by white space; each must be found. Words that may be a phone number are also read as
/// one number: "(030) 12-34", "0049 30 1234", "+49 (0)30 1234".
class ContactSearch {
public:
    explicit ContactSearch(std::string_view text);

    /// Contacts of rank 0 are listed before those of rank 1.
    static constexpr std::size_t ranks = 2;

    /// 0 where each part begins a word, 1 where each is found; nothing where one is not.
    std::optional<std::size_t> rank_of(std::string_view search_text) const;

    /// Pieces that the text of each contact of that rank or a better one has.
    const std::set<std::string>& pieces(std::size_t rank) const { return rank == 0 ? beginning_pieces_ : pieces_; }

    /// The parts, each text as a pattern for LIKE (core/searching/marked_words.hpp).
    const std::vector<SearchedWays>& patterns() const { return patterns_; }

    /// Whether there is nothing to look for.
    bool is_empty() const { return parts_.empty(); }

private:
    void add_part(SearchedWays ways);

    std::vector<SearchedWays> parts_;
    std::vector<SearchedWays> beginnings_;  ///< the same at the beginning of a word
    std::vector<SearchedWays> patterns_;
    std::set<std::string> pieces_;
    std::set<std::string> beginning_pieces_;
};

}  // namespace rollcall::contacts
