#pragma once

#include <optional>
#include <string>

#include "access/caller.hpp"
#include "connectors/connections/connection.hpp"
#include "core/change.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

/// What a rule about connections needs to change one.
struct Administration {
    database::Database& database;
    const Clock& clock;
    const SealingKey& key;  ///< secrets are stored sealed with it
};

struct CreateConnection {
    Platform platform = Platform::vapi;
    std::string name;
    std::optional<std::string> secret;  ///< none: nothing that comes is taken for now
};

/// Makes a connection. Throws Error::invalid, and Error::conflict when there is one of that name, whatever its case.
/// Who may call: administrators.
Connection create_connection(const Administration& administration, const access::Caller& caller,
                             const CreateConnection& input);

struct UpdateConnection {
    Change<std::string> name;
    Change<std::string> secret;  ///< empty: nothing that comes is taken any more
};

/// Changes a connection. Throws Error::not_found, Error::changed_meanwhile, Error::invalid, Error::conflict for a name
/// that is taken. Who may call: administrators.
Connection update_connection(const Administration& administration, const access::Caller& caller, const ConnectionId& id,
                             const ExpectedVersion& expected, const UpdateConnection& input);

/// Deletes a connection. Throws Error::not_found, Error::changed_meanwhile, and Error in_use once something came by it:
/// its calls would have come from nowhere. Who may call: administrators.
void delete_connection(const Administration& administration, const access::Caller& caller, const ConnectionId& id,
                       const ExpectedVersion& expected);

/// Throws Error::not_found. Who may call: administrators.
Connection get_connection(database::Transaction& tx, const access::Caller& caller, const ConnectionId& id);

}  // namespace rollcall::connectors
