#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "connectors/connections/connection.hpp"
#include "connectors/connections/external_id_store.hpp"
#include "database/page.hpp"

namespace rollcall::connectors {

/// An agent of a platform that nobody has entered here. Calls make it (calls/intake/call_reports.hpp), and its
/// assignment ends it.
struct UnknownAgent {
    UnknownAgentId id;
    ExternalId external_id;
    std::string connection_name;
    Platform platform;
    std::optional<std::string> name;  ///< at the platform
    std::int64_t calls;               ///< that wait
    Time first_call_at;
    Time last_call_at;
};

inline constexpr database::SortColumn unknown_agent_sorts[] = {
    {"last_call_at", "u.last_call_at", database::SortColumn::Type::integer},
};
database::Page<UnknownAgent> list_unknown_agents(database::Transaction& tx, const database::PageRequest& request);

/// What it is called; nothing where there is none.
std::optional<ExternalId> find_unknown_agent(database::Transaction& tx, const UnknownAgentId& id);

}  // namespace rollcall::connectors
