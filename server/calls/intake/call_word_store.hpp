#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "database/database.hpp"

namespace rollcall::calls {

/// What the rows of one call in the index of the search have in common.
struct WordPlace {
    AgentId agent;
    Time started_at;
    std::int64_t call = 0;  ///< its number

    bool operator==(const WordPlace&) const = default;
};
BOOST_DESCRIBE_STRUCT(WordPlace, (), (agent, started_at, call))

void insert_call_word_rows(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words);
void delete_call_word_rows(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words);

/// The places of the words of the calls after this number, in the order of numbers.
std::vector<WordPlace> list_word_places_after(database::Transaction& tx, std::int64_t number, int limit);

}  // namespace rollcall::calls
