#include "connectors/connections/external_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "agents/agents.hpp"
#include "audit/audit_store.hpp"
#include "calls/intake/call_reports.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

using access::Action;

constexpr std::size_t longest_id = 200;

// In one write: some milliseconds, which is what other writers wait.
constexpr int calls_at_once = 200;

std::string path_of(std::size_t index, std::string_view field) { return fmt::format("items[{}].{}", index, field); }

void check_form(const std::vector<ExternalId>& ids) {
    FieldCheck check;
    if (ids.size() > most_external_ids) check.fail("items", "At most 100 external ids are possible.");
    std::set<ExternalId> seen;
    for (std::size_t index = 0; index < ids.size(); ++index) {
        const auto& text = ids[index].external_id;
        if (count_code_points(text) > longest_id || has_control_characters(text)) {
            check.fail(path_of(index, "external_id"), "An external id is one line of at most 200 characters.");
        }
        if (!seen.insert(ids[index]).second) check.fail(path_of(index, "external_id"), "This stands here twice.");
    }
    check.finish();
}

void enter_at(database::Transaction& tx, const std::vector<ExternalId>& ids, std::size_t index, const AgentId& agent) {
    switch (enter(tx, ids[index], agent)) {
        case Entered::yes:
            return;
        case Entered::no_such_connection:
            throw Error::invalid(path_of(index, "connection_id"), "There is no such connection.");
        case Entered::other_agent:
            throw Error::conflict(fmt::format("Another agent is called {} there.", ids[index].external_id));
    }
}

// Whether anything is another than before.
bool replace(database::Transaction& tx, const AgentId& agent, const std::vector<ExternalId>& ids) {
    const auto before = external_ids_of(tx, agent);
    for (const auto& id : before) {
        if (std::ranges::find(ids, id) == ids.end()) take_away(tx, id);
    }
    for (std::size_t index = 0; index < ids.size(); ++index) enter_at(tx, ids, index, agent);
    return external_ids_of(tx, agent) != before;
}

}  // namespace

std::vector<ExternalId> get_external_ids(const access::Context& context, const AgentId& agent) {
    return context.read([&](database::Transaction& tx) {
        agents::require_agent(tx, context.caller, Action::view_external_ids, agent, context.now());
        return external_ids_of(tx, agent);
    });
}

std::vector<ExternalId> change_external_ids(database::Database& database, const Clock& clock,
                                            const access::Caller& caller, const AgentId& agent,
                                            const std::vector<ExternalId>& ids) {
    check_form(ids);
    const auto after = database.write([&](database::Transaction& tx) {
        agents::require_agent(tx, access::get_current_caller(tx, caller), Action::update_external_ids, agent,
                              clock.now());
        if (replace(tx, agent, ids)) {
            audit::record(tx, clock.now(), caller.member, "agent.updated", agent.text(),
                          std::array{std::string_view("external_ids")});
        }
        return external_ids_of(tx, agent);
    });
    for (const auto& id : after) assign_all_waiting(database, clock, id, agent);
    return after;
}

std::int64_t assign_all_waiting(database::Database& database, const Clock& clock, const ExternalId& id,
                                const AgentId& agent) {
    std::int64_t assigned = 0;
    for (;;) {
        const auto some = database.write([&](database::Transaction& tx) -> std::int64_t {
            if (agent_of(tx, id) != agent) return 0;  // taken away meanwhile
            return calls::assign_waiting_calls(tx, id.connection_id, id.external_id, agent, calls_at_once, clock.now());
        });
        assigned += some;
        if (some < calls_at_once) return assigned;
    }
}

}  // namespace rollcall::connectors
