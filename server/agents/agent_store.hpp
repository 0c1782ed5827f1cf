#pragma once

#include <boost/describe/class.hpp>
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
BOOST_DESCRIBE_STRUCT(AgentSummary, (),
                      (id, company_id, company_name, name, voice, language, created_at, updated_at, version))

/// An AI voice agent with its basic configuration.
struct Agent : AgentSummary {
    std::optional<std::string> greeting;
    std::optional<std::string> prompt;
};
BOOST_DESCRIBE_STRUCT(Agent, (AgentSummary), (greeting, prompt))

/// An agent, and the caller's rights on it.
struct AgentWithRights {
    Agent agent;
    access::Rights rights;
};

inline constexpr database::SortColumn agent_sorts[] = {
    {"name", "a.name_folded"},
    {"created_at", "a.created_at", database::SortColumn::Type::integer},
};

/// The order of a search: names that begin with it, names that contain it, agents whose company does.
inline constexpr database::SortColumn best_agent_match{"best_match", "a.name_folded"};

/// Which agents: those that match all that is given.
struct AgentFilter {
    std::optional<CompanyId> company;
    std::optional<std::string> search;  ///< each word is part of the name, or of that of the company
};

/// The agents in the caller's scope (M20): administrators see all, members those that are assigned to them, by
/// themselves or with their company.
database::Page<AgentSummary> list_agents(database::Transaction& tx, const access::Caller& caller,
                                         const AgentFilter& filter, const database::PageRequest& request, Time now);

/// Nothing for an unknown id.
std::optional<AgentWithRights> find_agent(database::Transaction& tx, const access::Caller& caller, const AgentId& id,
                                          Time now);

/// To which company it belongs, for code without a caller. Nothing for an unknown id.
std::optional<CompanyId> find_agent_company(database::Transaction& tx, const AgentId& id);

/// Whether another agent of the company that the caller may see has this name, in whatever case.
bool has_agent_of_name(database::Transaction& tx, const access::Caller& caller, const Agent& agent, Time now);

/// What a move of an agent to another company changes for members, of whom administrators are not counted, and for
/// campaigns.
struct MoveEffect {
    std::int64_t calls = 0;      ///< of the agent
    std::int64_t campaigns = 0;  ///< of the agent, active or scheduled, that are of another company: they are paused
    std::int64_t gaining = 0;    ///< members who do not have the agent in their scope, and will
    std::int64_t losing = 0;     ///< members who have it in their scope, and will not
    /// Members who may see contacts, and have the new company in their scope by nothing but this agent, ...
    std::int64_t gaining_contacts = 0;
    std::int64_t losing_contacts = 0;  ///< ... and likewise the old one
};
BOOST_DESCRIBE_STRUCT(MoveEffect, (), (calls, campaigns, gaining, losing, gaining_contacts, losing_contacts))

MoveEffect count_move_effect(database::Transaction& tx, const Agent& agent, const CompanyId& new_company);

/// How storing an agent ended. After anything but `yes` the transaction can only be given up.
enum class [[nodiscard]] AgentStored{yes, no_such_company};

AgentStored insert_agent_row(database::Transaction& tx, const Agent& agent);

/// Stores all fields of the agent and raises its version.
AgentStored update_agent_row(database::Transaction& tx, const Agent& agent);

/// The text of the configuration that is being edited and is not live; nothing where there is no draft.
std::optional<std::string> find_draft_text(database::Transaction& tx, const AgentId& id);

/// Stores the draft, or deletes it; raises the agent's version.
void update_agent_draft(database::Transaction& tx, const AgentId& id, const std::optional<std::string>& draft);

/// Deletes it with its assignments, and raises the version of the members who lose it. False where it has calls or
/// campaigns; the transaction can only be given up then.
[[nodiscard]] bool delete_agent_row(database::Transaction& tx, const AgentId& id);

/// For database::refold_rows.
std::string refold_agent_names(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::agents
