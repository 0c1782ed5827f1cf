#pragma once

#include <optional>
#include <string>

#include "access/context.hpp"
#include "connectors/calling/call_placer.hpp"
#include "connectors/calling/platform_client.hpp"
#include "connectors/connections/connection.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// The API keys of connections: with one, calls are placed at the platform. They are kept sealed, and never answered.
namespace rollcall::connectors {

/// Asks the platform whether it accepts the key, and keeps it. Throws Error::not_found, Error::invalid in the words of
/// the platform where it refuses the key, Error platform_failed where it cannot be asked, Error::overloaded where too
/// many requests wait for platforms. Who may call: administrators.
Connection set_connection_key(const access::Context& context, const SealingKey& key, const PlatformClient& client,
                              const ConnectionId& id, const std::string& api_key);

/// Forgets the key; without one nothing changes. Throws Error::not_found. Who may call: administrators.
void remove_connection_key(const access::Context& context, const ConnectionId& id);

/// Through what calls of this connection are placed. Nothing where it has no key, or where its key was sealed with
/// another key file.
std::optional<CallRoute> open_call_route(database::Transaction& tx, const SealingKey& key, const ConnectionId& id);

/// Whether the connection has a webhook secret that can be read. Without one all its webhooks are refused.
bool has_webhook_secret(database::Transaction& tx, const SealingKey& key, const ConnectionId& id);

}  // namespace rollcall::connectors
