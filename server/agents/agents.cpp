#include "agents/agents.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranges>
#include <utility>
#include <vector>

#include "access/decision.hpp"
#include "agents/agent_fields.hpp"
#include "agents/configurations.hpp"
#include "audit/audit_store.hpp"
#include "companies/company_store.hpp"
#include "core/error.hpp"

namespace rollcall::agents {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

/// Agents of one company that a caller sees have different names. Of those that the caller does not see nothing is
/// told, so a member may give a name that such an agent has.
void require_free_name(Transaction& tx, const CurrentCaller& caller, const Agent& agent, Time now) {
    if (has_agent_of_name(tx, caller, agent, now)) throw Error::conflict("The company has an agent of this name.");
}

std::string count_text(std::int64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// "This agent has 312 calls. Moving it shows them to 3 members of Harbour AB, and hides them from 2 members of North."
std::string describe_shown_calls(const MoveEffect& effect, const std::string& old_company,
                                 const std::string& new_company) {
    const auto text = fmt::format("This agent has {}. Moving it", count_text(effect.calls, "call"));
    const std::string_view calls = effect.calls == 1 ? "the call" : "them";
    const auto shows = fmt::format(" shows {} to {} of {}", calls, count_text(effect.gaining, "member"), new_company);
    const auto hides = fmt::format(" hides {} from {} of {}", calls, count_text(effect.losing, "member"), old_company);
    if (effect.gaining > 0 && effect.losing > 0) return fmt::format("{}{}, and{}.", text, shows, hides);
    if (effect.gaining > 0) return fmt::format("{}{}.", text, shows);
    if (effect.losing > 0) return fmt::format("{}{}.", text, hides);
    return fmt::format("{} to {} does not change which members see {}.", text, new_company, calls);
}

/// What `describe_shown_calls` says, and: "Their minutes and prices count for Harbour AB then, also in past months."
std::string describe_moved_calls(const MoveEffect& effect, const std::string& old_company,
                                 const std::string& new_company) {
    const std::string_view whose = effect.calls == 1 ? "Its" : "Their";
    return fmt::format("{} {} minutes and prices count for {} then, also in past months.",
                       describe_shown_calls(effect, old_company, new_company), whose, new_company);
}

/// "Moving this agent pauses 2 active or scheduled campaigns."
std::string describe_paused_campaigns(const MoveEffect& effect) {
    return fmt::format("Moving this agent pauses {}.", count_text(effect.campaigns, "active or scheduled campaign"));
}

/// "Moving this agent opens the contacts of Harbour AB to 1 member, and closes the contacts of North to 2 members."
std::string describe_contacts(const MoveEffect& effect, const std::string& old_company,
                              const std::string& new_company) {
    const auto opens =
        fmt::format(" opens the contacts of {} to {}", new_company, count_text(effect.gaining_contacts, "member"));
    const auto closes =
        fmt::format(" closes the contacts of {} to {}", old_company, count_text(effect.losing_contacts, "member"));
    const std::string_view text = "Moving this agent";
    if (effect.losing_contacts == 0) return fmt::format("{}{}.", text, opens);
    if (effect.gaining_contacts == 0) return fmt::format("{}{}.", text, closes);
    return fmt::format("{}{}, and{}.", text, opens, closes);
}

/// Throws where the move has an effect that must be confirmed, by the code of the first one.
void require_no_effect(const MoveEffect& effect, const std::string& old_company, const std::string& new_company) {
    std::vector<std::pair<ErrorCode, std::string>> effects;
    if (effect.calls > 0) {
        effects.emplace_back(ErrorCode::agent_has_calls, describe_moved_calls(effect, old_company, new_company));
    }
    if (effect.campaigns > 0) {
        effects.emplace_back(ErrorCode::agent_has_campaigns, describe_paused_campaigns(effect));
    }
    if (effect.gaining_contacts > 0 || effect.losing_contacts > 0) {
        effects.emplace_back(ErrorCode::agent_opens_contacts, describe_contacts(effect, old_company, new_company));
    }
    if (effects.empty()) return;
    throw Error(effects.front().first, fmt::format("{}", fmt::join(effects | std::views::values, " ")));
}

/// A move of an agent must be confirmed where other members will see its calls, where campaigns of it are paused, and
/// where it opens or closes contacts to members.
void require_confirmed_move(Transaction& tx, const CurrentCaller& caller, const Agent& before, const Agent& after,
                            const UpdateAgent& input, Time now) {
    const bool is_confirmed = input.with_calls.is_present() && input.with_calls.value().value_or(false);
    if (before.company_id == after.company_id || is_confirmed) return;
    const auto new_company = companies::find_company(tx, caller, after.company_id, now);
    if (!new_company) require_stored(AgentStored::no_such_company);
    require_no_effect(count_move_effect(tx, before, after.company_id), before.company_name, new_company->company.name);
}

}  // namespace

Agent create_agent(const access::Context& context, const CreateAgent& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, Action::create_agents);

        const auto now = context.now();
        const auto agent = new_agent(input, now);
        require_free_name(tx, caller, agent, now);
        require_stored(insert_agent_row(tx, agent));
        insert_first_version(tx, agent, caller, now);
        audit::record(tx, now, caller, "agent.created", agent.id.text());
        return require_agent(tx, caller, Action::create_agents, agent.id, now);
    });
}

Agent update_agent(const access::Context& context, const AgentId& id, const ExpectedVersion& expected,
                   const UpdateAgent& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto before = require_agent(tx, caller, Action::update_agent, id, now);
        if (input.company_id.is_present()) {
            access::require(caller, Action::move_agent, access::rights_in_scope(caller));
        }
        expected.require(before.version);

        const auto after = changed_agent(before, input, now);
        const auto changes = list_agent_changes(before, after);
        if (changes.is_empty()) return before;
        require_confirmed_move(tx, caller, before, after, input, now);
        if (before.name != after.name || before.company_id != after.company_id) {
            require_free_name(tx, caller, after, now);
        }
        require_stored(update_agent_row(tx, after));
        publish_basic_changes(tx, before, after, caller, now);
        audit::record(tx, now, caller, "agent.updated", id.text(), changes);
        return require_agent(tx, caller, Action::update_agent, id, now);
    });
}

void delete_agent(const access::Context& context, const AgentId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto agent = require_agent(tx, caller, Action::delete_agent, id, context.now());
        expected.require(agent.version);
        if (!delete_agent_row(tx, id)) {
            throw Error(ErrorCode::in_use,
                        "The agent has calls or campaigns, so it cannot be deleted. Remove members’ access instead.");
        }
        audit::record(tx, context.now(), caller, "agent.deleted", id.text());
    });
}

Agent get_agent(const access::Context& context, const AgentId& id) {
    return context.read(
        [&](Transaction& tx) { return require_agent(tx, context.caller, Action::view_agent, id, context.now()); });
}

bool may_view_prompt(const access::Caller& caller) {
    return access::decide(caller, Action::view_prompt, access::rights_in_scope(caller)).is_allowed();
}

void require_stored(AgentStored outcome) {
    switch (outcome) {
        case AgentStored::yes:
            return;
        case AgentStored::no_such_company:
            throw Error::invalid("company_id", "There is no such company.");
    }
}

Agent require_agent(Transaction& tx, const access::Caller& caller, Action action, const AgentId& id, Time now) {
    auto found = find_agent(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();  // an administrator may, but there is no such agent
    return std::move(found->agent);
}

}  // namespace rollcall::agents
