#include "connectors/connections/unknown_agents.hpp"

#include <array>
#include <string_view>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "agents/agent_store.hpp"
#include "audit/audit_store.hpp"
#include "connectors/connections/external_ids.hpp"
#include "connectors/connections/unknown_agent_store.hpp"
#include "core/error.hpp"

namespace rollcall::connectors {

std::int64_t assign_unknown_agent(database::Database& database, const Clock& clock, const access::Caller& caller,
                                  const UnknownAgentId& id, const AssignUnknownAgent& input) {
    const auto& agent = input.agent_id;
    const auto external_id = database.write([&](database::Transaction& tx) {
        const auto current_caller = access::get_current_caller(tx, caller);
        access::require(current_caller, access::Action::assign_unknown_agent);
        const auto unknown = find_unknown_agent(tx, id);
        if (!unknown) throw Error::not_found();
        if (!agents::find_agent(tx, current_caller, agent, clock.now()))
            throw Error::invalid("agent_id", "There is no such agent.");
        if (enter(tx, *unknown, agent) != Entered::yes) {
            throw Error::conflict("Somebody else has just said that it is another agent.");
        }
        audit::record(tx, clock.now(), caller.member, "agent.updated", agent.text(),
                      std::array{std::string_view("external_ids")});
        return *unknown;
    });
    return assign_all_waiting(database, clock, external_id, agent);
}

}  // namespace rollcall::connectors
