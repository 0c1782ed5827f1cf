#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "connectors/connections/connection.hpp"
#include "database/page.hpp"

namespace rollcall::connectors {

inline constexpr database::SortColumn connection_sorts[] = {
    {"name", "k.name_folded"},
    {"created_at", "k.created_at", database::SortColumn::Type::integer},
};
database::Page<Connection> list(database::Transaction& tx, const database::PageRequest& request);

/// Nothing for an unknown id.
std::optional<Connection> find(database::Transaction& tx, const ConnectionId& id);

enum class Stored { yes, name_taken };

Stored insert(database::Transaction& tx, const Connection& connection);

/// Sets name and secret and raises the version.
Stored update(database::Transaction& tx, const Connection& connection);

enum class Deleted { yes, has_events };

/// Deletes it, and what agents are called there with it.
Deleted remove(database::Transaction& tx, const ConnectionId& id);

/// Notes that the platform has sent something: at most once a minute, since there may be many.
void note_event(database::Transaction& tx, const ConnectionId& id, Time now);

/// Notes what went wrong, in one sentence.
void note_error(database::Transaction& tx, const ConnectionId& id, std::string_view message, Time now);

}  // namespace rollcall::connectors
