#include "calls/intake/external_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "access/decision.hpp"
#include "agents/agents.hpp"
#include "audit/audit_store.hpp"
#include "calls/intake/call_updates.hpp"
#include "calls/intake/intake_limits.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "core/text.hpp"

namespace rollcall::calls {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

std::string path_of(std::size_t index, std::string_view field) { return fmt::format("items[{}].{}", index, field); }

void check_form(const std::vector<ExternalId>& ids) {
    FieldCheck check;
    if (ids.size() > most_external_ids)
        check.fail("items", fmt::format("Use at most {} platform IDs.", most_external_ids));
    std::set<ExternalId> seen;
    for (std::size_t index = 0; index < ids.size(); ++index) {
        const auto& text = ids[index].external_id;
        if (count_code_points(text) > longest_external_id || has_control_characters(text)) {
            check.fail(path_of(index, "external_id"),
                       fmt::format("A platform ID is one line of at most {} characters.", longest_external_id));
        }
        if (!seen.insert(ids[index]).second) check.fail(path_of(index, "external_id"), "Duplicate ID.");
    }
    check.finish();
}

void add_external_id(Transaction& tx, const std::vector<ExternalId>& ids, std::size_t index, const AgentId& agent) {
    switch (insert_external_id_row(tx, ids[index], agent)) {
        case ExternalIdStored::yes:
            return;
        case ExternalIdStored::no_such_connection:
            throw Error::invalid(path_of(index, "connection_id"), "There is no such connection.");
        case ExternalIdStored::other_agent:
            throw Error::conflict(fmt::format("The platform ID {} is used by another agent.", ids[index].external_id));
    }
}

void replace_external_ids(Transaction& tx, const AgentId& agent, const std::vector<ExternalId>& before,
                          const std::vector<ExternalId>& ids) {
    for (const auto& id : before) {
        if (std::ranges::find(ids, id) == ids.end()) delete_external_id_row(tx, id);
    }
    for (std::size_t index = 0; index < ids.size(); ++index) add_external_id(tx, ids, index, agent);
}

}  // namespace

audit::Changes list_external_id_changes(const std::vector<ExternalId>& before, const std::vector<ExternalId>& after) {
    const auto list = [](const std::vector<ExternalId>& ids) {
        boost::json::array texts;
        for (const auto& id : ids) texts.emplace_back(id.external_id);
        return texts;
    };
    // An id may move to another connection, which the texts do not tell.
    if (before != after && list(before) == list(after)) return audit::Changes().add("external_ids");
    return audit::Changes().add("external_ids", list(before), list(after));
}

std::vector<ExternalId> get_external_ids(const access::Context& context, const AgentId& agent) {
    return context.read([&](Transaction& tx) {
        agents::require_agent(tx, context.caller, Action::view_external_ids, agent, context.now());
        return list_external_ids(tx, agent);
    });
}

Version version_of(const std::vector<ExternalId>& ids) {
    std::string text;
    for (const auto& [connection, id] : ids) text += fmt::format("{}\n{}\n", connection.text(), id);
    return static_cast<Version>(std::hash<std::string>()(text) >> 1U);
}

std::vector<ExternalId> update_external_ids(const access::Context& context, const AgentId& agent,
                                            const ExpectedVersion& expected, const std::vector<ExternalId>& ids) {
    check_form(ids);
    const auto after = context.write([&](Transaction& tx, const CurrentCaller& caller) {
        agents::require_agent(tx, caller, Action::update_external_ids, agent, context.now());
        const auto before = list_external_ids(tx, agent);
        expected.require(version_of(before));
        replace_external_ids(tx, agent, before, ids);
        auto stored = list_external_ids(tx, agent);
        const auto changes = list_external_id_changes(before, stored);
        if (!changes.is_empty()) audit::record(tx, context.now(), caller, "agent.updated", agent.text(), changes);
        return stored;
    });
    for (const auto& id : after) assign_all_waiting_calls(context, id, agent);
    return after;
}

std::int64_t assign_all_waiting_calls(const access::Context& context, const ExternalId& id, const AgentId& agent) {
    std::int64_t assigned = 0;
    for (;;) {
        const auto count = context.database.write([&](Transaction& tx) -> std::int64_t {
            if (find_agent_by_external_id(tx, id) != agent) return 0;  // it was taken from the agent meanwhile
            return assign_waiting_calls(tx, id, agent, waiting_calls_per_write, context.now());
        });
        assigned += count;
        if (count < waiting_calls_per_write) return assigned;
    }
}

}  // namespace rollcall::calls
