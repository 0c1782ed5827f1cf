#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "database/database.hpp"

namespace rollcall::calls {

/// Where the words of one call stand in the index of the search.
struct WordPlace {
    AgentId agent;
    Time started_at;
    std::int64_t call = 0;  ///< its number

    bool operator==(const WordPlace&) const = default;
};

void insert_words(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words);
void delete_words(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words);

}  // namespace rollcall::calls
