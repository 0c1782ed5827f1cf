#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calls/call.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// A piece of a snippet.
struct SnippetPart {
    std::string text;
    bool is_match = false;  ///< whether it is a word that was searched for
};
BOOST_DESCRIBE_STRUCT(SnippetPart, (), (text, is_match))

/// What was said around the first words of a transcript that were searched for.
struct Snippet {
    TurnRole role = TurnRole::agent;
    std::vector<SnippetPart> parts;
};
BOOST_DESCRIBE_STRUCT(Snippet, (), (role, parts))

/// Nothing where none of the words is in the transcript. The words are as words_of returns them. Those that the
/// transcript has in another form (with capitals or accents beyond ASCII) are found near its beginning only.
std::optional<Snippet> make_snippet(const Transcript& transcript, std::span<const std::string> words);

/// Of the calls with these numbers, those that have a snippet, by number.
std::map<std::int64_t, Snippet> list_snippets(database::Transaction& tx, std::span<const std::int64_t> numbers,
                                              std::span<const std::string> words);

}  // namespace rollcall::calls
