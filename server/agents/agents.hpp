#pragma once

#include <optional>
#include <string>

#include "access/context.hpp"
#include "access/decision.hpp"
#include "agents/agent_store.hpp"
#include "core/change.hpp"
#include "core/etag.hpp"
#include "database/database.hpp"

namespace rollcall::agents {

struct CreateAgent {
    CompanyId company_id;
    std::string name;
    std::optional<std::string> greeting;
    std::optional<std::string> prompt;
    std::optional<std::string> voice;
    std::optional<std::string> language;
};

/// Creates an agent. Throws Error::invalid (no such company among others) and Error::conflict when the company has an
/// agent of that name. Who may call: administrators.
Agent create_agent(const access::Context& context, const CreateAgent& input);

struct UpdateAgent {
    Change<CompanyId> company_id;
    Change<bool> with_calls;  ///< confirms, beside company_id, that others see its calls and that campaigns are paused
    Change<std::string> name;
    Change<std::string> greeting;
    Change<std::string> prompt;
    Change<std::string> voice;
    Change<std::string> language;
};

/// Changes the basic configuration; what is absent stays. Throws Error::not_found, Error permission_missing,
/// Error::forbidden for a member who would move it, Error::changed_meanwhile, Error::invalid, Error::conflict, and
/// Error agent_has_calls, agent_has_campaigns or agent_opens_contacts for a move that is not confirmed, of an agent
/// with calls or with active or scheduled campaigns, or that opens or closes contacts to members. Who may call: members
/// with `edit_agents` to whom it is assigned (M13); administrators.
Agent update_agent(const access::Context& context, const AgentId& id, const ExpectedVersion& expected,
                   const UpdateAgent& input);

/// Deletes an agent; its assignments go with it. Throws Error::not_found, Error::changed_meanwhile, Error in_use where
/// it has calls or campaigns. Who may call: administrators.
void delete_agent(const access::Context& context, const AgentId& id, const ExpectedVersion& expected);

/// One agent in the caller's scope. Throws Error::not_found for any other.
Agent get_agent(const access::Context& context, const AgentId& id);

/// Whether the caller may view the prompts of agents in his or her scope.
bool may_view_prompt(const access::Caller& caller);

/// Throws Error::invalid for an unknown company.
void require_stored(AgentStored outcome);

/// The agent for `action`. Throws what the decision says: Error::not_found, forbidden, permission_missing.
Agent require_agent(database::Transaction& tx, const access::Caller& caller, access::Action action, const AgentId& id,
                    Time now);

}  // namespace rollcall::agents
