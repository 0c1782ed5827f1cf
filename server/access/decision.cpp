#include "access/decision.hpp"

#include <fmt/format.h>

#include <iterator>
#include <stdexcept>

#include "core/enum_names.hpp"
#include "core/error.hpp"

namespace rollcall::access {

namespace {

enum class Needs {
    administrator,  // refused to every member
    assigned,       // the object is in the caller's scope
};

struct Rule {
    Needs needs;
    Permissions permissions;
};

constexpr Permissions no_permission;
constexpr auto edit_agents = Permissions{}.with(Permission::edit_agents, true);
constexpr auto use_advanced_editor = Permissions{}.with(Permission::use_advanced_editor, true);
constexpr auto view_recordings = Permissions{}.with(Permission::view_recordings, true);
constexpr auto view_billable_minutes = Permissions{}.with(Permission::view_billable_minutes, true);

// What each action asks of a member, in the order of Action. Administrators pass every row.
struct RuleOf {
    Action action;
    Rule rule;
};
constexpr RuleOf rules[] = {
    // action                  who or what                 and the member must have
    {Action::view_members, {Needs::administrator, no_permission}},
    {Action::create_members, {Needs::administrator, no_permission}},
    {Action::invite_member, {Needs::administrator, no_permission}},
    {Action::update_member, {Needs::administrator, no_permission}},
    {Action::set_member_password, {Needs::administrator, no_permission}},
    {Action::suspend_member, {Needs::administrator, no_permission}},
    {Action::restore_member, {Needs::administrator, no_permission}},
    {Action::remove_member, {Needs::administrator, no_permission}},
    {Action::view_company, {Needs::assigned, no_permission}},
    {Action::create_companies, {Needs::administrator, no_permission}},
    {Action::update_company, {Needs::administrator, no_permission}},
    {Action::delete_company, {Needs::administrator, no_permission}},
    {Action::view_agent, {Needs::assigned, no_permission}},
    {Action::create_agents, {Needs::administrator, no_permission}},
    {Action::update_agent, {Needs::assigned, edit_agents}},
    {Action::move_agent, {Needs::administrator, no_permission}},
    {Action::delete_agent, {Needs::administrator, no_permission}},
    {Action::view_configuration, {Needs::assigned, use_advanced_editor}},
    {Action::update_configuration, {Needs::assigned, use_advanced_editor.with(Permission::edit_agents, true)}},
    {Action::view_call, {Needs::assigned, no_permission}},
    {Action::create_calls, {Needs::administrator, no_permission}},
    {Action::view_recording, {Needs::assigned, view_recordings}},
    {Action::view_usage, {Needs::assigned, view_billable_minutes}},
    {Action::view_connections, {Needs::administrator, no_permission}},
    {Action::create_connections, {Needs::administrator, no_permission}},
    {Action::update_connection, {Needs::administrator, no_permission}},
    {Action::delete_connection, {Needs::administrator, no_permission}},
    {Action::view_unknown_agents, {Needs::administrator, no_permission}},
    {Action::assign_unknown_agent, {Needs::administrator, no_permission}},
    {Action::view_external_ids, {Needs::administrator, no_permission}},
    {Action::update_external_ids, {Needs::administrator, no_permission}},
    {Action::view_audit_log, {Needs::administrator, no_permission}},
    {Action::view_mail, {Needs::administrator, no_permission}},
    {Action::view_metrics, {Needs::administrator, no_permission}},
    {Action::view_settings, {Needs::administrator, no_permission}},
    {Action::update_settings, {Needs::administrator, no_permission}},
    {Action::view_api_tokens, {Needs::administrator, no_permission}},
    {Action::create_api_tokens, {Needs::administrator, no_permission}},
    {Action::revoke_api_token, {Needs::administrator, no_permission}},
};

// Each action has its row, at its own index: a new action without one does not compile.
constexpr bool has_a_row_for_each_action() {
    if (std::size(rules) != enum_values<Action>.size()) return false;
    for (std::size_t index = 0; index < std::size(rules); ++index) {
        if (rules[index].action != enum_values<Action>[index] || static_cast<std::size_t>(rules[index].action) != index)
            return false;
    }
    return true;
}
static_assert(has_a_row_for_each_action());

const Rule& rule_of(Action action) { return rules[static_cast<std::size_t>(action)].rule; }

}  // namespace

Decision decide(const Caller& caller, Action action, const Rights& rights) {
    if (caller.is_administrator()) return {Reason::allowed, {}};
    const auto& rule = rule_of(action);
    if (rule.needs == Needs::administrator) return {Reason::administrators_only, {}};
    if (!rights.in_scope) return {Reason::out_of_scope, {}};
    for (const auto& [permission, name, label] : permission_texts) {
        if (rule.permissions.has(permission) && !rights.permissions.has(permission))
            return {Reason::permission_missing, permission};
    }
    return {Reason::allowed, {}};
}

void throw_permission_missing(Permission permission) {
    throw Error(ErrorCode::permission_missing,
                fmt::format("You do not have the permission \"{}\". An administrator of the account can grant it.",
                            text_of(permission).label));
}

void require(const Caller& caller, Action action, const Rights& rights) {
    const auto decision = decide(caller, action, rights);
    switch (decision.reason) {
        case Reason::allowed:
            return;
        case Reason::out_of_scope:
            throw Error::not_found();
        case Reason::administrators_only:
            throw Error::forbidden("This is for administrators of the account.");
        case Reason::permission_missing:
            throw_permission_missing(*decision.missing);
    }
    throw std::logic_error("a decision without a reason");
}

}  // namespace rollcall::access
