#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/connections/connection.hpp"
#include "database/page.hpp"

namespace rollcall::connectors {

inline constexpr database::SortColumn connection_sorts[] = {
    {"name", "k.name_folded"},
    {"created_at", "k.created_at", database::SortColumn::Type::integer},
};
database::Page<Connection> list_connections(database::Transaction& tx, const database::PageRequest& request);

std::vector<ConnectionId> list_connection_ids(database::Transaction& tx);

/// Nothing for an unknown id.
std::optional<Connection> find_connection(database::Transaction& tx, const ConnectionId& id);

/// False, and nothing stored, where a connection of that name exists, whatever its case.
[[nodiscard]] bool insert_connection_row(database::Transaction& tx, const Connection& connection);

/// Stores name and secret, and raises the version. False as above; the transaction can only be given up then.
[[nodiscard]] bool update_connection_row(database::Transaction& tx, const Connection& connection);

/// Stores the API key, or that there is none, and raises the version.
void update_connection_key(database::Transaction& tx, const ConnectionId& id,
                           const std::optional<std::string>& key_sealed, std::optional<Time> key_set_at);

bool has_calls_or_campaigns(database::Transaction& tx, const ConnectionId& id);

/// Deletes it, and the external ids that agents have there. False where it has calls, campaigns or received webhooks;
/// the transaction can only be given up then.
[[nodiscard]] bool delete_connection_row(database::Transaction& tx, const ConnectionId& id);

/// Stores that a webhook arrived: at most once a minute, since many may arrive, but always the first after an error.
void update_connection_last_event(database::Transaction& tx, const ConnectionId& id, Time now);

/// Stores what went wrong, in one sentence.
void update_connection_last_error(database::Transaction& tx, const ConnectionId& id, std::string_view message,
                                  Time now);

/// For database::refold_rows.
std::string refold_connection_names(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::connectors
