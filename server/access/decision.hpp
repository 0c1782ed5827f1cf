#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"

namespace rollcall::access {

/// Everything that a caller may ask to do.
enum class Action {
    view_members,
    create_members,
    create_member_with_password,
    grant_administrator_role,
    invite_member,
    create_invitation_link,
    update_member,
    set_member_password,
    end_member_sessions,
    suspend_member,
    restore_member,
    remove_member,
    view_company,
    create_companies,
    update_company,
    delete_company,
    view_rates,
    create_rates,
    delete_rate,
    view_agent,
    view_prompt,
    create_agents,
    update_agent,
    move_agent,
    delete_agent,
    view_agent_access,
    view_configuration,
    update_configuration,
    view_call,
    create_calls,
    view_recording,
    view_usage,
    view_cost,
    view_connections,
    create_connections,
    update_connection,
    delete_connection,
    replay_delivery,
    send_test_event,
    change_connection_key,
    view_connection_numbers,
    view_agent_numbers,
    view_unknown_agents,
    assign_unknown_agent,
    view_external_ids,
    update_external_ids,
    view_contact,
    create_contacts,
    update_contact,
    delete_contact,
    view_contact_import,
    create_contact_imports,
    update_contact_import,
    delete_contact_import,
    view_segment,
    create_segments,
    update_segment,
    delete_segment,
    view_contact_fields,
    create_contact_fields,
    update_contact_field,
    delete_contact_field,
    view_do_not_call_entries,
    create_do_not_call_entries,
    create_account_do_not_call_entries,
    delete_do_not_call_entry,
    view_campaign,
    create_campaigns,
    update_campaign,
    delete_campaign,
    view_erasures,
    erase_number,
    view_audit_log,
    view_mail,
    view_metrics,
    view_settings,
    update_settings,
    send_test_email,
    view_api_tokens,
    create_api_tokens,
    revoke_api_token,
};
// clang-format off
// More than BOOST_DESCRIBE_ENUM takes.
BOOST_DESCRIBE_ENUM_BEGIN(Action)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_members)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_members)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_member_with_password)
BOOST_DESCRIBE_ENUM_ENTRY(Action, grant_administrator_role)
BOOST_DESCRIBE_ENUM_ENTRY(Action, invite_member)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_invitation_link)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_member)
BOOST_DESCRIBE_ENUM_ENTRY(Action, set_member_password)
BOOST_DESCRIBE_ENUM_ENTRY(Action, end_member_sessions)
BOOST_DESCRIBE_ENUM_ENTRY(Action, suspend_member)
BOOST_DESCRIBE_ENUM_ENTRY(Action, restore_member)
BOOST_DESCRIBE_ENUM_ENTRY(Action, remove_member)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_company)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_companies)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_company)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_company)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_rates)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_rates)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_rate)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_agent)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_prompt)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_agents)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_agent)
BOOST_DESCRIBE_ENUM_ENTRY(Action, move_agent)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_agent)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_agent_access)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_configuration)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_configuration)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_call)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_calls)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_recording)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_usage)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_cost)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_connections)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_connections)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_connection)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_connection)
BOOST_DESCRIBE_ENUM_ENTRY(Action, replay_delivery)
BOOST_DESCRIBE_ENUM_ENTRY(Action, send_test_event)
BOOST_DESCRIBE_ENUM_ENTRY(Action, change_connection_key)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_connection_numbers)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_agent_numbers)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_unknown_agents)
BOOST_DESCRIBE_ENUM_ENTRY(Action, assign_unknown_agent)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_external_ids)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_external_ids)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_contact)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_contacts)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_contact)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_contact)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_contact_import)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_contact_imports)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_contact_import)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_contact_import)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_segment)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_segments)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_segment)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_segment)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_contact_fields)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_contact_fields)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_contact_field)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_contact_field)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_do_not_call_entries)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_do_not_call_entries)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_account_do_not_call_entries)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_do_not_call_entry)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_campaign)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_campaigns)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_campaign)
BOOST_DESCRIBE_ENUM_ENTRY(Action, delete_campaign)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_erasures)
BOOST_DESCRIBE_ENUM_ENTRY(Action, erase_number)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_audit_log)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_mail)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_metrics)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_settings)
BOOST_DESCRIBE_ENUM_ENTRY(Action, update_settings)
BOOST_DESCRIBE_ENUM_ENTRY(Action, send_test_email)
BOOST_DESCRIBE_ENUM_ENTRY(Action, view_api_tokens)
BOOST_DESCRIBE_ENUM_ENTRY(Action, create_api_tokens)
BOOST_DESCRIBE_ENUM_ENTRY(Action, revoke_api_token)
BOOST_DESCRIBE_ENUM_END(Action)
// clang-format on

/// What the caller has on one object: an agent, a call of an agent, a company, or what belongs to one. Stores read it
/// beside the object.
struct Rights {
    bool in_scope = false;             ///< the object is assigned, or belongs to something assigned
    Permissions permissions;           ///< that hold on this object
    bool is_on_administrator = false;  ///< the object is a member who is an administrator
};

/// The rights on an object that was found in scope, or was not. Today the permissions of a member hold on all that is
/// assigned to him or her.
inline Rights rights_on(const Caller& caller, bool in_scope) {
    return {in_scope, in_scope ? caller.permissions : Permissions{}};
}
/// The rights on an object that a scoped query has answered.
inline Rights rights_in_scope(const Caller& caller) { return rights_on(caller, true); }
/// The rights on a member who has that role. No API token changes anything about an administrator.
inline Rights rights_on_member(Role role) { return {.is_on_administrator = role == Role::administrator}; }

enum class Reason {
    allowed,
    out_of_scope,         ///< for the caller it does not exist: 404
    administrators_only,  ///< 403
    permission_missing,   ///< 403; `Decision::missing` says which, the first where it is several
    not_for_api_tokens,   ///< 403: the member may, but not by an API token
    token_scope_missing,  ///< 403: `Decision::missing_scope` says which
};

struct Decision {
    Reason reason = Reason::administrators_only;
    std::optional<Permission> missing{};
    std::optional<TokenScope> missing_scope{};

    bool is_allowed() const { return reason == Reason::allowed; }
};

/// Whether `caller` may do `action` to an object on which he or she has `rights`, and why. Reads nothing and changes
/// nothing. Scope is judged before permission, so that a 403 never tells that an object exists; actions for
/// administrators answer 403 to every member, whatever the object (M20). While the CRM is switched off, what it
/// consists of is refused to administrators too. `view_prompt` asks for no permission while the account shows prompts
/// to members. An API token may do what its member may, as far as its scopes reach, and nothing that would let it
/// become a person.
Decision decide(const Caller& caller, Action action, const Rights& rights = {});

/// Throws Error permission_missing, which names the permission and who can grant it. An administrator lacks none but
/// that of a CRM that is switched off, and is told so.
[[noreturn]] void throw_permission_missing(const Caller& caller, Permission permission);

/// Throws Error not_for_api_tokens.
[[noreturn]] void throw_not_for_api_tokens();

/// Throws Error token_scope_missing, which names the scope.
[[noreturn]] void throw_token_scope_missing(TokenScope scope);

/// Does nothing where `decide` allows; throws Error::not_found, forbidden, permission_missing, not_for_api_tokens or
/// token_scope_missing where it does not.
void require(const Caller& caller, Action action, const Rights& rights = {});

}  // namespace rollcall::access
