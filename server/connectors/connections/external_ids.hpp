#pragma once

#include <vector>

#include "access/context.hpp"
#include "connectors/connections/external_id_store.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"

/// What our agents are called at the platforms: which of them a call that comes in belongs to.
namespace rollcall::connectors {

inline constexpr std::size_t most_external_ids = 100;

/// Throws Error::not_found for an unknown agent. Who may call: administrators.
std::vector<ExternalId> get_external_ids(const access::Context& context, const AgentId& agent);

/// Says all that an agent is called; what is not among them goes. Calls that wait for one of them are the agent's once
/// this returns; calls that it has it keeps.
///
/// Throws Error::not_found, Error::invalid for a connection that is not there, Error::conflict where another agent has
/// such an id. Who may call: administrators.
std::vector<ExternalId> change_external_ids(database::Database& database, const Clock& clock,
                                            const access::Caller& caller, const AgentId& agent,
                                            const std::vector<ExternalId>& ids);

/// Gives the calls that wait for an external id, which is entered, to its agent. Returns how many there were. If it is
/// broken off, the others wait on and can be assigned again.
std::int64_t assign_all_waiting(database::Database& database, const Clock& clock, const ExternalId& id,
                                const AgentId& agent);

}  // namespace rollcall::connectors
