#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

/// What an agent is called at a platform. The empty name stands for the calls in which the platform names no agent.
struct ExternalId {
    ConnectionId connection_id;
    std::string external_id;

    auto operator<=>(const ExternalId&) const = default;
};

/// The external ids of an agent, in order.
std::vector<ExternalId> external_ids_of(database::Transaction& tx, const AgentId& agent);

/// Who has an external id; nothing where nobody has.
std::optional<AgentId> agent_of(database::Transaction& tx, const ExternalId& id);

enum class Entered { yes, other_agent, no_such_connection };

/// Enters an external id, unless another agent has it. Does nothing where the agent has it already.
Entered enter(database::Transaction& tx, const ExternalId& id, const AgentId& agent);

void take_away(database::Transaction& tx, const ExternalId& id);

}  // namespace rollcall::connectors
