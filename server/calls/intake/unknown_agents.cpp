#include "calls/intake/unknown_agents.hpp"

#include "access/decision.hpp"
#include "agents/agent_store.hpp"
#include "audit/audit_store.hpp"
#include "calls/intake/external_ids.hpp"
#include "calls/intake/unknown_agent_store.hpp"
#include "core/error.hpp"

namespace rollcall::calls {

std::int64_t assign_unknown_agent(const access::Context& context, const UnknownAgentId& id,
                                  const AssignUnknownAgent& input) {
    const auto& agent = input.agent_id;
    const auto external_id = context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        access::require(caller, access::Action::assign_unknown_agent);
        const auto unknown = find_unknown_agent(tx, id);
        if (!unknown) throw Error::not_found();
        if (!agents::find_agent(tx, caller, agent, context.now()))
            throw Error::invalid("agent_id", "There is no such agent.");
        const auto before = list_external_ids(tx, agent);
        if (insert_external_id_row(tx, *unknown, agent) != ExternalIdStored::yes) {
            throw Error::conflict("Someone else has just assigned this to another agent.");
        }
        const auto changes = list_external_id_changes(before, list_external_ids(tx, agent));
        if (!changes.is_empty()) audit::record(tx, context.now(), caller, "agent.updated", agent.text(), changes);
        return *unknown;
    });
    return assign_all_waiting_calls(context, external_id, agent);
}

}  // namespace rollcall::calls
