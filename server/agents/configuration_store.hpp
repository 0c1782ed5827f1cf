#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "agents/configuration.hpp"
#include "database/page.hpp"

namespace rollcall::agents {

/// A configuration that was published, and by whom. The newest of an agent is the live one.
struct VersionSummary {
    std::int64_t number = 0;  ///< 1, 2, 3, ... of its agent
    MemberId published_by;
    std::optional<std::string> publisher_name;  ///< nothing once the person is removed
    Time published_at;
};
BOOST_DESCRIBE_STRUCT(VersionSummary, (), (number, published_by, publisher_name, published_at))

struct AgentVersion : VersionSummary {
    Configuration configuration;
};
BOOST_DESCRIBE_STRUCT(AgentVersion, (VersionSummary), (configuration))

inline constexpr database::SortColumn version_sorts[] = {
    {"number", "v.number", database::SortColumn::Type::integer},
};
database::Page<VersionSummary> list_versions(database::Transaction& tx, const AgentId& agent,
                                             const database::PageRequest& request);

/// Nothing for a number that the agent has not come to, or that is no longer kept.
std::optional<AgentVersion> find_version(database::Transaction& tx, const AgentId& agent, std::int64_t number);

/// The live one. Every agent has one from its creation on.
AgentVersion get_live_version(database::Transaction& tx, const AgentId& agent);

/// Stores the next version of the agent, and deletes its oldest beyond kept_versions. Numbers are not used again.
void insert_version_row(database::Transaction& tx, const AgentId& agent, const Configuration& configuration,
                        const MemberId& published_by, Time now);

}  // namespace rollcall::agents
