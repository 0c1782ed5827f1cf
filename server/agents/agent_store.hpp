#pragma once

#include <optional>
#include <string>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "core/etag.hpp"
#include "database/page.hpp"

namespace rollcall::agents {

/// What lists show of an agent.
struct AgentSummary {
    AgentId id;
    CompanyId company_id;
    std::string company_name;
    std::string name;
    std::optional<std::string> voice;
    std::optional<std::string> language;  ///< BCP 47
    Time created_at;
    Time updated_at;
    Version version = 1;
};

/// An AI voice agent with its basic configuration.
struct Agent : AgentSummary {
    std::optional<std::string> greeting;
    std::optional<std::string> prompt;
};

/// An agent, and how the one who asked stands to it.
struct SeenAgent {
    Agent agent;
    access::Relation relation;
};

inline constexpr database::SortColumn agent_sorts[] = {
    {"name", "a.name_folded"},
    {"created_at", "a.created_at", database::SortColumn::Type::integer},
};

/// The agents that the caller may see: administrators all, members those assigned to them and those of companies
/// assigned to them. With `company`, only that company's.
database::Page<AgentSummary> list(database::Transaction& tx, const access::Caller& caller,
                                  const std::optional<CompanyId>& company, const database::PageRequest& request);

/// Nothing for an unknown id.
std::optional<SeenAgent> find(database::Transaction& tx, const access::Caller& caller, const AgentId& id);

enum class Stored { yes, name_taken, no_such_company };

Stored insert(database::Transaction& tx, const Agent& agent);

/// Stores all fields of the agent and raises its version.
Stored update(database::Transaction& tx, const Agent& agent);

enum class Removed { yes, has_calls };

/// Deletes it with its assignments, and raises the version of the members who lose it. After `has_calls` the
/// transaction can only be thrown away.
Removed remove(database::Transaction& tx, const AgentId& id);

}  // namespace rollcall::agents
