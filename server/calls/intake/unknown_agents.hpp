#pragma once

#include <cstdint>

#include "access/context.hpp"
#include "core/id.hpp"

namespace rollcall::calls {

struct AssignUnknownAgent {
    AgentId agent_id;
};

/// Says which agent an unknown one is: the agent gets its external id, and the calls that wait. Returns how many there
/// were.
///
/// Throws Error::not_found, Error::invalid where there is no such agent. Who may call: administrators.
std::int64_t assign_unknown_agent(const access::Context& context, const UnknownAgentId& id,
                                  const AssignUnknownAgent& input);

}  // namespace rollcall::calls
