#pragma once

#include <cstdint>
#include <vector>

#include "access/context.hpp"
#include "audit/audit_store.hpp"
#include "calls/intake/external_id_store.hpp"
#include "core/etag.hpp"

/// What platforms call our agents: it decides to which agent a call that arrives belongs.
namespace rollcall::calls {

/// Throws Error::not_found for an unknown agent. Who may call: administrators.
std::vector<ExternalId> get_external_ids(const access::Context& context, const AgentId& agent);

/// The version of an agent's list of external ids, which follows from what is in it.
Version version_of(const std::vector<ExternalId>& ids);

/// Replaces the external ids of an agent. Calls that wait for one of them belong to the agent once this returns; calls
/// that it has stay with it.
///
/// Throws Error::not_found, Error::changed_meanwhile, Error::invalid for a connection that does not exist,
/// Error::conflict where another agent has such an id. Who may call: administrators.
std::vector<ExternalId> update_external_ids(const access::Context& context, const AgentId& agent,
                                            const ExpectedVersion& expected, const std::vector<ExternalId>& ids);

/// What changed about the external ids of an agent, for the audit log.
audit::Changes list_external_id_changes(const std::vector<ExternalId>& before, const std::vector<ExternalId>& after);

/// Gives all calls that wait for an external id of the agent to it. Returns how many there were. After an interruption
/// the others still wait and can be assigned again.
std::int64_t assign_all_waiting_calls(const access::Context& context, const ExternalId& id, const AgentId& agent);

}  // namespace rollcall::calls
