#pragma once

#include <string>
#include <vector>

#include "database/database.hpp"

namespace rollcall::app {

/// What is sealed with the key file, from at most 200 rows of each kind.
std::vector<std::string> list_sealed_values(database::Transaction& tx);

/// When the newest entry of the audit log was made.
std::optional<Time> find_newest_entry_time(database::Transaction& tx);

}  // namespace rollcall::app
