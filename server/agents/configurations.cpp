#include "agents/configurations.hpp"

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "agents/agents.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"

namespace rollcall::agents {

namespace {

using access::Action;

EditedConfiguration edited(database::Transaction& tx, const AgentId& id, Version version) {
    const auto live = live_version(tx, id);
    const auto draft = find_draft(tx, id);
    return {draft.value_or(live.configuration), draft.has_value(), live.number, version};
}

// The agent as its configuration makes it. Throws Error::invalid with all that is wrong.
Agent configured(const Agent& agent, const Configuration& configuration) {
    FieldCheck check;
    auto result = configuration.applied_to(agent, check);
    check.finish();
    return result;
}

}  // namespace

EditedConfiguration get_configuration(database::Transaction& tx, const access::Caller& caller, const AgentId& id) {
    const auto agent = found_for(tx, caller, Action::view_configuration, id);
    return edited(tx, id, agent.version);
}

AgentVersion get_version(database::Transaction& tx, const access::Caller& caller, const AgentId& id,
                         std::int64_t number) {
    found_for(tx, caller, Action::view_configuration, id);
    auto version = find_version(tx, id, number);
    if (!version) throw Error::not_found();
    return std::move(*version);
}

EditedConfiguration save_draft(database::Database& database, const Clock& clock, const access::Caller& caller,
                               const AgentId& id, const ExpectedVersion& expected, const Configuration& input) {
    return database.write([&](database::Transaction& tx) {
        const auto agent = found_for(tx, access::current(tx, caller), Action::update_configuration, id);
        expected.require(agent.version);
        configured(agent, input);

        const auto before = edited(tx, id, agent.version);
        if (before.configuration == input) return before;
        const bool is_live = live_version(tx, id).configuration == input;
        set_draft(tx, id, is_live ? std::nullopt : std::optional(input));
        audit::record(tx, clock.now(), caller.member, "agent.draft_saved", id.text());
        return edited(tx, id, agent.version + 1);
    });
}

EditedConfiguration publish_draft(database::Database& database, const Clock& clock, const access::Caller& caller,
                                  const AgentId& id, const ExpectedVersion& expected) {
    return database.write([&](database::Transaction& tx) {
        const auto current_caller = access::current(tx, caller);
        const auto agent = found_for(tx, current_caller, Action::update_configuration, id);
        expected.require(agent.version);
        const auto draft = find_draft(tx, id);
        if (!draft) throw Error::conflict("There is no draft: what was saved last is live already.");

        auto published = configured(agent, *draft);
        published.updated_at = clock.now();
        update(tx, published);
        insert_version(tx, id, *draft, caller.member, clock.now());
        set_draft(tx, id, std::nullopt);
        audit::record(tx, clock.now(), caller.member, "agent.published", id.text());
        return get_configuration(tx, current_caller, id);
    });
}

void begin_configuration(database::Transaction& tx, const Agent& agent, const MemberId& creator, Time now) {
    insert_version(tx, agent.id, Configuration().with_changes(Agent(), agent), creator, now);
}

void take_basic_changes(database::Transaction& tx, const Agent& before, const Agent& after, const MemberId& editor,
                        Time now) {
    const auto live = live_version(tx, after.id).configuration;
    const auto changed = live.with_changes(before, after);
    if (changed == live) return;
    insert_version(tx, after.id, changed, editor, now);
    if (const auto draft = find_draft(tx, after.id)) set_draft(tx, after.id, draft->with_changes(before, after));
}

}  // namespace rollcall::agents
