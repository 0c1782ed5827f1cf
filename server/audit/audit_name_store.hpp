#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "database/database.hpp"

namespace rollcall::audit {

/// What the ids in entries are of.
enum class NamedTable { agents, companies, connections, contacts, members, segments };

/// The names of those that exist, by their ids. A statement for each hundred ids of a table, in one round trip.
std::map<std::string, std::string, std::less<>> find_names(
    database::Transaction& tx, const std::map<NamedTable, std::set<std::string>>& ids_of_tables);

/// "a deleted agent", "3 deleted agents".
std::string describe_deleted(NamedTable table, std::size_t count);

}  // namespace rollcall::audit
