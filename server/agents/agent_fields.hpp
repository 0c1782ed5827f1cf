#pragma once

#include <string>

#include "agents/agents.hpp"
#include "audit/audit_store.hpp"
#include "core/field_check.hpp"

namespace rollcall::agents {

/// Longest greeting and prompt, in bytes.
inline constexpr std::size_t longest_greeting = 10'000;
inline constexpr std::size_t longest_prompt = 100'000;

/// Brings the basic configuration into the form in which it is kept, and notes in `check` what is wrong with it, each
/// field by its name behind `prefix`.
void check_basic_fields(Agent& agent, FieldCheck& check, const std::string& prefix = "");

/// The agent that the input describes. Throws Error::invalid with all that is wrong.
Agent new_agent(const CreateAgent& input, Time now);

/// The agent as it will be. Throws Error::invalid with all that is wrong.
Agent changed_agent(const Agent& agent, const UpdateAgent& input, Time now);

/// The fields in which both differ, by their API names; of the company also the ids.
audit::Changes list_agent_changes(const Agent& before, const Agent& after);

}  // namespace rollcall::agents
