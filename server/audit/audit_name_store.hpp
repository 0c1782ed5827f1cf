#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "database/database.hpp"

namespace rollcall::audit {

/// What the ids in entries are of.
enum class NamedTable { agents, companies, connections, members, segments };

/// Adds the names of those that exist, by their ids. A statement for each hundred ids.
void add_names(database::Transaction& tx, NamedTable table, const std::vector<std::string>& ids,
               std::map<std::string, std::string, std::less<>>& names);

/// "a deleted agent", "3 deleted agents".
std::string describe_deleted(NamedTable table, std::size_t count);

}  // namespace rollcall::audit
