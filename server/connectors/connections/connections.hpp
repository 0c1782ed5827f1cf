#pragma once

#include <optional>
#include <string>

#include "access/context.hpp"
#include "access/decision.hpp"
#include "connectors/connections/connection.hpp"
#include "core/change.hpp"
#include "core/sealing.hpp"

namespace rollcall::connectors {

struct CreateConnection {
    Platform platform = Platform::vapi;
    std::string name;
    std::optional<std::string> secret;  ///< none: all webhooks are refused for now
};

/// Creates a connection; `key` seals its secret. Throws Error::invalid, and Error::conflict when one of that name
/// exists, whatever its case. Who may call: administrators.
Connection create_connection(const access::Context& context, const SealingKey& key, const CreateConnection& input);

struct UpdateConnection {
    Change<std::string> name;
    Change<std::string> secret;  ///< empty: all webhooks are refused from now on
};

/// Changes a connection. Throws Error::not_found, Error::changed_meanwhile, Error::invalid, Error::conflict for a name
/// that is taken. Who may call: administrators.
Connection update_connection(const access::Context& context, const SealingKey& key, const ConnectionId& id,
                             const ExpectedVersion& expected, const UpdateConnection& input);

/// Deletes a connection and its webhooks, in as many writes as those take. Throws Error::not_found,
/// Error::changed_meanwhile, and Error in_use once a call came through it, so that each call keeps its connection, and
/// as long as a campaign names it, also a draft and one that has ended. Where one write does not delete all webhooks,
/// it removes the secret and the API key too, so that nothing comes that would refuse the rest. Who may call:
/// administrators.
void delete_connection(const access::Context& context, const ConnectionId& id, const ExpectedVersion& expected);

/// The connection for `action`. Throws Error::not_found, and what the decision says.
Connection require_connection(database::Transaction& tx, const access::Caller& caller, access::Action action,
                              const ConnectionId& id);

/// Throws Error::not_found. Who may call: administrators.
Connection get_connection(const access::Context& context, const ConnectionId& id);

/// Whether its secret is shorter than secrets may be by now. It was entered before, and still works.
bool has_short_secret(const SealingKey& key, const Connection& connection);

}  // namespace rollcall::connectors
