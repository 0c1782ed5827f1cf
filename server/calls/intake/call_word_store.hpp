#pragma once

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

void insert_call_word_rows(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words);
void delete_call_word_rows(database::Transaction& tx, const WordPlace& place, const std::vector<std::string>& words);

}  // namespace rollcall::calls
