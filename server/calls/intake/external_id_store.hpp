#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// What a platform calls an agent or a call of one connection. An agent's is empty for calls in which the platform
/// names no agent.
struct ExternalId {
    ConnectionId connection_id;
    std::string external_id;

    auto operator<=>(const ExternalId&) const = default;
};
BOOST_DESCRIBE_STRUCT(ExternalId, (), (connection_id, external_id))

/// The external ids of an agent, in order.
std::vector<ExternalId> list_external_ids(database::Transaction& tx, const AgentId& agent);

/// The agent that has this external id.
std::optional<AgentId> find_agent_by_external_id(database::Transaction& tx, const ExternalId& id);

/// The agent with an external id at this connection, where it is the only one.
std::optional<AgentId> find_only_agent_of_connection(database::Transaction& tx, const ConnectionId& id);

enum class ExternalIdStored { yes, other_agent, no_such_connection };

/// Gives the agent an external id, unless another agent has it. Does nothing where the agent has it already.
ExternalIdStored insert_external_id_row(database::Transaction& tx, const ExternalId& id, const AgentId& agent);

void delete_external_id_row(database::Transaction& tx, const ExternalId& id);

}  // namespace rollcall::calls
