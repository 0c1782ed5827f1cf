#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "calls/intake/external_id_store.hpp"
#include "database/page.hpp"

namespace rollcall::calls {

/// An agent at a platform whose calls arrive but that nobody has assigned to an agent here. Its first waiting call
/// creates it; it is deleted when no call waits any more.
struct UnknownAgent {
    UnknownAgentId id;
    ExternalId external_id;
    std::string connection_name;
    std::string platform;
    std::optional<std::string> name;  ///< at the platform
    std::int64_t calls = 0;           ///< that wait
    Time first_call_at;
    Time last_call_at;
};
BOOST_DESCRIBE_STRUCT(UnknownAgent, (),
                      (id, external_id, connection_name, platform, name, calls, first_call_at, last_call_at))

inline constexpr database::SortColumn unknown_agent_sorts[] = {
    {"last_call_at", "u.last_call_at", database::SortColumn::Type::integer},
};
database::Page<UnknownAgent> list_unknown_agents(database::Transaction& tx, const database::PageRequest& request);

/// Its external id; nothing for an unknown id.
std::optional<ExternalId> find_unknown_agent(database::Transaction& tx, const UnknownAgentId& id);

/// Counts one more call that waits for this agent.
void upsert_unknown_agent_row(database::Transaction& tx, const ExternalId& agent,
                              const std::optional<std::string>& name, Time call_started_at, Time now);

/// Subtracts calls that wait no longer, and deletes the agent when none is left.
void subtract_waiting_calls(database::Transaction& tx, const ExternalId& agent, std::int64_t calls);

}  // namespace rollcall::calls
