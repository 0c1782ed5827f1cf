#pragma once

#include <cstdint>

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

struct AssignUnknownAgent {
    AgentId agent_id;
};

/// Says which agent an unknown one is: its name at the platform is among the agent's external ids from now on, and the
/// calls that wait are the agent's. Returns how many there were.
///
/// Throws Error::not_found, Error::invalid where there is no such agent. Who may call: administrators.
std::int64_t assign_unknown_agent(database::Database& database, const Clock& clock, const access::Caller& caller,
                                  const UnknownAgentId& id, const AssignUnknownAgent& input);

}  // namespace rollcall::connectors
