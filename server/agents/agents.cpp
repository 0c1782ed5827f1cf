#include "agents/agents.hpp"

#include <string_view>
#include <vector>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "agents/agent_fields.hpp"
#include "agents/configurations.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"

namespace rollcall::agents {

namespace {

using access::Action;

void require_stored(Stored outcome) {
    switch (outcome) {
        case Stored::yes:
            return;
        case Stored::name_taken:
            throw Error::conflict("The company has an agent of this name.");
        case Stored::no_such_company:
            throw Error::invalid("company_id", "There is no such company.");
    }
}

}  // namespace

Agent create_agent(database::Database& database, const Clock& clock, const access::Caller& caller,
                   const CreateAgent& input) {
    return database.write([&](database::Transaction& tx) {
        const auto current_caller = access::current(tx, caller);
        access::require(current_caller, Action::create_agents);

        const auto agent = new_agent(input, clock.now());
        require_stored(insert(tx, agent));
        begin_configuration(tx, agent, caller.member, clock.now());
        audit::record(tx, clock.now(), caller.member, "agent.created", agent.id.text());
        return get_agent(tx, current_caller, agent.id);
    });
}

Agent update_agent(database::Database& database, const Clock& clock, const access::Caller& caller, const AgentId& id,
                   const ExpectedVersion& expected, const UpdateAgent& input) {
    return database.write([&](database::Transaction& tx) {
        const auto current_caller = access::current(tx, caller);
        const auto before = found_for(tx, current_caller, Action::update_agent, id);
        if (input.company_id.is_present())
            access::require(current_caller, Action::move_agent, access::Relation::assigned);
        expected.require(before.version);

        const auto after = changed_agent(before, input, clock.now());
        const auto fields = names_of_changes(before, after);
        if (fields.empty()) return before;
        require_stored(update(tx, after));
        take_basic_changes(tx, before, after, caller.member, clock.now());
        audit::record(tx, clock.now(), caller.member, "agent.updated", id.text(), fields);
        return get_agent(tx, current_caller, id);
    });
}

void delete_agent(database::Database& database, const Clock& clock, const access::Caller& caller, const AgentId& id,
                  const ExpectedVersion& expected) {
    database.write([&](database::Transaction& tx) {
        const auto agent = found_for(tx, access::current(tx, caller), Action::delete_agent, id);
        expected.require(agent.version);
        if (remove(tx, id) == Removed::has_calls) {
            throw Error(ErrorCode::in_use,
                        "The agent has calls, which would go with it. Take it from the members who see it instead.");
        }
        audit::record(tx, clock.now(), caller.member, "agent.deleted", id.text());
    });
}

Agent get_agent(database::Transaction& tx, const access::Caller& caller, const AgentId& id) {
    return found_for(tx, caller, Action::view_agent, id);
}

Agent found_for(database::Transaction& tx, const access::Caller& caller, access::Action action, const AgentId& id) {
    auto seen = find(tx, caller, id);
    access::require(caller, action, seen ? seen->relation : access::Relation::none);
    if (!seen) throw Error::not_found();  // an administrator passes, but there is nothing
    return std::move(seen->agent);
}

}  // namespace rollcall::agents
