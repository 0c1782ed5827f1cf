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
    std::optional<TokenScope> token_scope;  // nothing where no API token may
};

constexpr Permissions no_permission;
constexpr auto edit_agents = Permissions{}.with(Permission::edit_agents, true);
constexpr auto use_advanced_editor = Permissions{}.with(Permission::use_advanced_editor, true);
constexpr auto access_crm = Permissions{}.with(Permission::access_crm, true);
constexpr auto view_recordings = Permissions{}.with(Permission::view_recordings, true);
constexpr auto view_billable_minutes = Permissions{}.with(Permission::view_billable_minutes, true);

constexpr auto read = TokenScope::read;
constexpr auto members = TokenScope::members;
constexpr auto agents = TokenScope::agents;
constexpr auto calls = TokenScope::calls;
constexpr auto crm = TokenScope::crm;
constexpr auto settings = TokenScope::settings;
constexpr std::optional<TokenScope> never;

// What each action asks of a member, and of an API token besides, in the order of Action. Administrators have every
// permission, but access_crm while the CRM is switched off.
struct RuleOf {
    Action action;
    Rule rule;
};
constexpr RuleOf rules[] = {
    // action                  who or what                 the member must have, the API token must have
    {Action::view_members, {Needs::administrator, no_permission, read}},
    {Action::create_members, {Needs::administrator, no_permission, members}},
    {Action::create_member_with_password, {Needs::administrator, no_permission, never}},
    {Action::grant_administrator_role, {Needs::administrator, no_permission, never}},
    {Action::invite_member, {Needs::administrator, no_permission, members}},
    {Action::create_invitation_link, {Needs::administrator, no_permission, never}},
    {Action::update_member, {Needs::administrator, no_permission, members}},
    {Action::set_member_password, {Needs::administrator, no_permission, never}},
    {Action::end_member_sessions, {Needs::administrator, no_permission, never}},
    {Action::suspend_member, {Needs::administrator, no_permission, members}},
    {Action::restore_member, {Needs::administrator, no_permission, members}},
    {Action::remove_member, {Needs::administrator, no_permission, members}},
    {Action::view_company, {Needs::assigned, no_permission, read}},
    {Action::create_companies, {Needs::administrator, no_permission, agents}},
    {Action::update_company, {Needs::administrator, no_permission, agents}},
    {Action::delete_company, {Needs::administrator, no_permission, agents}},
    {Action::view_rates, {Needs::administrator, no_permission, read}},
    {Action::create_rates, {Needs::administrator, no_permission, agents}},
    {Action::delete_rate, {Needs::administrator, no_permission, agents}},
    {Action::view_agent, {Needs::assigned, no_permission, read}},
    {Action::view_prompt, {Needs::assigned, edit_agents, read}},
    {Action::create_agents, {Needs::administrator, no_permission, agents}},
    {Action::update_agent, {Needs::assigned, edit_agents, agents}},
    {Action::move_agent, {Needs::administrator, no_permission, agents}},
    {Action::delete_agent, {Needs::administrator, no_permission, agents}},
    {Action::view_agent_access, {Needs::administrator, no_permission, read}},
    {Action::view_configuration, {Needs::assigned, use_advanced_editor, read}},
    {Action::update_configuration, {Needs::assigned, use_advanced_editor.with(Permission::edit_agents, true), agents}},
    {Action::view_call, {Needs::assigned, no_permission, read}},
    {Action::create_calls, {Needs::administrator, no_permission, calls}},
    {Action::view_recording, {Needs::assigned, view_recordings, read}},
    {Action::view_usage, {Needs::assigned, view_billable_minutes, read}},
    {Action::view_cost, {Needs::administrator, no_permission, read}},
    {Action::view_connections, {Needs::administrator, no_permission, read}},
    {Action::create_connections, {Needs::administrator, no_permission, settings}},
    {Action::update_connection, {Needs::administrator, no_permission, settings}},
    {Action::delete_connection, {Needs::administrator, no_permission, settings}},
    {Action::replay_delivery, {Needs::administrator, no_permission, settings}},
    {Action::send_test_event, {Needs::administrator, no_permission, settings}},
    {Action::change_connection_key, {Needs::administrator, no_permission, never}},
    {Action::view_connection_numbers, {Needs::administrator, no_permission, read}},
    {Action::view_agent_numbers, {Needs::assigned, access_crm, read}},
    {Action::view_unknown_agents, {Needs::administrator, no_permission, read}},
    {Action::assign_unknown_agent, {Needs::administrator, no_permission, agents}},
    {Action::view_external_ids, {Needs::administrator, no_permission, read}},
    {Action::update_external_ids, {Needs::administrator, no_permission, agents}},
    {Action::view_contact, {Needs::assigned, access_crm, read}},
    {Action::create_contacts, {Needs::assigned, access_crm, crm}},
    {Action::update_contact, {Needs::assigned, access_crm, crm}},
    {Action::delete_contact, {Needs::assigned, access_crm, crm}},
    {Action::view_contact_import, {Needs::assigned, access_crm, read}},
    {Action::create_contact_imports, {Needs::assigned, access_crm, crm}},
    {Action::update_contact_import, {Needs::assigned, access_crm, crm}},
    {Action::delete_contact_import, {Needs::assigned, access_crm, crm}},
    {Action::view_segment, {Needs::assigned, access_crm, read}},
    {Action::create_segments, {Needs::assigned, access_crm, crm}},
    {Action::update_segment, {Needs::assigned, access_crm, crm}},
    {Action::delete_segment, {Needs::assigned, access_crm, crm}},
    {Action::view_contact_fields, {Needs::assigned, access_crm, read}},
    {Action::create_contact_fields, {Needs::administrator, access_crm, crm}},
    {Action::update_contact_field, {Needs::administrator, access_crm, crm}},
    {Action::delete_contact_field, {Needs::administrator, access_crm, crm}},
    {Action::view_do_not_call_entries, {Needs::assigned, access_crm, read}},
    {Action::create_do_not_call_entries, {Needs::assigned, access_crm, crm}},
    {Action::create_account_do_not_call_entries, {Needs::administrator, access_crm, crm}},
    {Action::delete_do_not_call_entry, {Needs::assigned, access_crm, crm}},
    {Action::view_campaign, {Needs::assigned, access_crm, read}},
    {Action::create_campaigns, {Needs::assigned, access_crm, crm}},
    {Action::update_campaign, {Needs::assigned, access_crm, crm}},
    {Action::delete_campaign, {Needs::assigned, access_crm, crm}},
    {Action::view_erasures, {Needs::administrator, no_permission, read}},
    {Action::erase_number, {Needs::administrator, no_permission, never}},
    {Action::view_audit_log, {Needs::administrator, no_permission, read}},
    {Action::view_mail, {Needs::administrator, no_permission, never}},
    {Action::view_metrics, {Needs::administrator, no_permission, read}},
    {Action::view_settings, {Needs::administrator, no_permission, read}},
    {Action::update_settings, {Needs::administrator, no_permission, settings}},
    {Action::send_test_email, {Needs::administrator, no_permission, never}},
    {Action::view_api_tokens, {Needs::administrator, no_permission, read}},
    {Action::create_api_tokens, {Needs::administrator, no_permission, never}},
    {Action::revoke_api_token, {Needs::administrator, no_permission, never}},
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

Decision decide_for_member(const Caller& caller, const Rule& rule, const Rights& rights) {
    const bool is_administrator = caller.is_administrator();
    if (rule.needs == Needs::administrator && !is_administrator) return {Reason::administrators_only};
    if (!rights.in_scope && !is_administrator) return {Reason::out_of_scope};
    const auto permissions = is_administrator ? caller.permissions : rights.permissions;
    for (const auto& [permission, name, label] : permission_texts) {
        if (rule.permissions.has(permission) && !permissions.has(permission))
            return {.reason = Reason::permission_missing, .missing = permission};
    }
    return {Reason::allowed};
}

Decision decide_for_api_token(TokenScopes scopes, const Rule& rule, const Rights& rights) {
    if (!rule.token_scope) return {Reason::not_for_api_tokens};
    if (rights.is_on_administrator && rule.token_scope != read) return {Reason::not_for_api_tokens};
    if (!scopes.has(*rule.token_scope))
        return {.reason = Reason::token_scope_missing, .missing_scope = rule.token_scope};
    return {Reason::allowed};
}

}  // namespace

Decision decide(const Caller& caller, Action action, const Rights& rights) {
    const bool is_free_prompt = action == Action::view_prompt && caller.members_see_prompts;
    const auto& rule = rule_of(is_free_prompt ? Action::view_agent : action);
    const auto decision = decide_for_member(caller, rule, rights);
    if (!decision.is_allowed() || !caller.uses_api_token()) return decision;
    return decide_for_api_token(caller.token_scopes, rule, rights);
}

void throw_permission_missing(const Caller& caller, Permission permission) {
    if (caller.is_administrator()) {
        throw Error(ErrorCode::permission_missing, "The CRM is off for this account (Account > Settings).");
    }
    throw Error(ErrorCode::permission_missing,
                fmt::format("You do not have the permission \"{}\". An administrator of the account can grant it.",
                            text_of(permission).label));
}

void throw_not_for_api_tokens() {
    throw Error(ErrorCode::not_for_api_tokens, "This cannot be done with an API token. Sign in to do it.");
}

void throw_token_scope_missing(TokenScope scope) {
    throw Error(ErrorCode::token_scope_missing,
                fmt::format("This API token does not have the scope \"{}\".", enum_name(scope)));
}

void require(const Caller& caller, Action action, const Rights& rights) {
    const auto decision = decide(caller, action, rights);
    switch (decision.reason) {
        case Reason::allowed:
            return;
        case Reason::out_of_scope:
            throw Error::not_found();
        case Reason::administrators_only:
            throw Error::forbidden("Only administrators can do this.");
        case Reason::permission_missing:
            throw_permission_missing(caller, *decision.missing);
        case Reason::not_for_api_tokens:
            throw_not_for_api_tokens();
        case Reason::token_scope_missing:
            throw_token_scope_missing(*decision.missing_scope);
    }
    throw std::logic_error("a decision without a reason");
}

}  // namespace rollcall::access
