#include "agents/configurations.hpp"

#include "access/decision.hpp"
#include "agents/agents.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"

namespace rollcall::agents {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

std::optional<Configuration> find_draft(Transaction& tx, const AgentId& id) {
    const auto text = find_draft_text(tx, id);
    return text ? std::optional(Configuration::from_text(*text)) : std::nullopt;
}

void store_draft(Transaction& tx, const AgentId& id, const std::optional<Configuration>& draft) {
    update_agent_draft(tx, id, draft ? std::optional(draft->text()) : std::nullopt);
}

EditedConfiguration read_edited(Transaction& tx, const AgentId& id, Version version) {
    const auto live = get_live_version(tx, id);
    const auto draft = find_draft(tx, id);
    return {draft.value_or(live.configuration), draft.has_value(), live.number, version};
}

/// The agent with its configuration applied. Throws Error::invalid with all that is wrong.
Agent apply_configuration(const Agent& agent, const Configuration& configuration) {
    FieldCheck check;
    auto result = configuration.apply_to(agent, check);
    check.finish();
    return result;
}

}  // namespace

EditedConfiguration get_configuration(const access::Context& context, const AgentId& id) {
    return context.read([&](Transaction& tx) {
        const auto agent = require_agent(tx, context.caller, Action::view_configuration, id, context.now());
        return read_edited(tx, id, agent.version);
    });
}

AgentVersion get_version(const access::Context& context, const AgentId& id, std::int64_t number) {
    return context.read([&](Transaction& tx) {
        require_agent(tx, context.caller, Action::view_configuration, id, context.now());
        auto version = find_version(tx, id, number);
        if (!version) throw Error::not_found();
        return std::move(*version);
    });
}

database::Page<VersionSummary> get_versions(const access::Context& context, const AgentId& id,
                                            const database::PageRequest& request) {
    return context.read([&](Transaction& tx) {
        require_agent(tx, context.caller, Action::view_configuration, id, context.now());
        return list_versions(tx, id, request);
    });
}

EditedConfiguration save_draft(const access::Context& context, const AgentId& id, const ExpectedVersion& expected,
                               const Configuration& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto agent = require_agent(tx, caller, Action::update_configuration, id, now);
        expected.require(agent.version);
        apply_configuration(agent, input);

        const auto before = read_edited(tx, id, agent.version);
        if (before.configuration == input) return before;
        const bool is_live = get_live_version(tx, id).configuration == input;
        store_draft(tx, id, is_live ? std::nullopt : std::optional(input));
        audit::record(tx, now, caller, "agent.draft_saved", id.text());
        return read_edited(tx, id, agent.version + 1);
    });
}

EditedConfiguration publish_draft(const access::Context& context, const AgentId& id, const ExpectedVersion& expected) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto agent = require_agent(tx, caller, Action::update_configuration, id, now);
        expected.require(agent.version);
        const auto draft = find_draft(tx, id);
        if (!draft) throw Error::conflict("There is no draft: the last saved version is already live.");

        auto published = apply_configuration(agent, *draft);
        published.updated_at = now;
        require_stored(update_agent_row(tx, published));
        insert_version_row(tx, id, *draft, caller.member, now);
        store_draft(tx, id, std::nullopt);
        audit::record(tx, now, caller, "agent.published", id.text());
        const auto after = require_agent(tx, caller, Action::update_configuration, id, now);
        return read_edited(tx, id, after.version);
    });
}

void insert_first_version(Transaction& tx, const Agent& agent, const CurrentCaller& caller, Time now) {
    insert_version_row(tx, agent.id, Configuration().with_changes(Agent(), agent), caller.member, now);
}

void publish_basic_changes(Transaction& tx, const Agent& before, const Agent& after, const CurrentCaller& caller,
                           Time now) {
    const auto live = get_live_version(tx, after.id).configuration;
    const auto changed = live.with_changes(before, after);
    if (changed == live) return;
    insert_version_row(tx, after.id, changed, caller.member, now);
    if (const auto draft = find_draft(tx, after.id)) {
        store_draft(tx, after.id, draft->with_changes(before, after));
    }
}

}  // namespace rollcall::agents
