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
    invite_member,
    update_member,
    set_member_password,
    suspend_member,
    restore_member,
    remove_member,
    view_company,
    create_companies,
    update_company,
    delete_company,
    view_agent,
    create_agents,
    update_agent,
    move_agent,
    delete_agent,
    view_configuration,
    update_configuration,
    view_call,
    create_calls,
    view_recording,
    view_usage,
    view_connections,
    create_connections,
    update_connection,
    delete_connection,
    view_unknown_agents,
    assign_unknown_agent,
    view_external_ids,
    update_external_ids,
    view_audit_log,
    view_mail,
    view_metrics,
    view_settings,
    update_settings,
    view_api_tokens,
    create_api_tokens,
    revoke_api_token,
};
BOOST_DESCRIBE_ENUM(Action, view_members, create_members, invite_member, update_member, set_member_password,
                    suspend_member, restore_member, remove_member, view_company, create_companies, update_company,
                    delete_company, view_agent, create_agents, update_agent, move_agent, delete_agent,
                    view_configuration, update_configuration, view_call, create_calls, view_recording, view_usage,
                    view_connections, create_connections, update_connection, delete_connection, view_unknown_agents,
                    assign_unknown_agent, view_external_ids, update_external_ids, view_audit_log, view_mail,
                    view_metrics, view_settings, update_settings, view_api_tokens, create_api_tokens, revoke_api_token)

/// What the caller has on one object: an agent, a call of an agent, or a company. Stores read it beside the object.
struct Rights {
    bool in_scope = false;    ///< the object is assigned, or belongs to something assigned
    Permissions permissions;  ///< that hold on this object
};

/// The rights on an object that was found in scope, or was not. Today the permissions of a member hold on all that is
/// assigned to him or her.
inline Rights rights_on(const Caller& caller, bool in_scope) {
    return {in_scope, in_scope ? caller.permissions : Permissions{}};
}
/// The rights on an object that a scoped query has answered.
inline Rights rights_in_scope(const Caller& caller) { return rights_on(caller, true); }

enum class Reason {
    allowed,
    out_of_scope,         ///< for the caller it does not exist: 404
    administrators_only,  ///< 403
    permission_missing,   ///< 403; `Decision::missing` says which, the first where it is several
};

struct Decision {
    Reason reason = Reason::administrators_only;
    std::optional<Permission> missing;

    bool is_allowed() const { return reason == Reason::allowed; }
};

/// Whether `caller` may do `action` to an object on which he or she has `rights`, and why. Reads nothing and changes
/// nothing. Scope is judged before permission, so that a 403 never tells that an object exists; actions for
/// administrators answer 403 to every member, whatever the object (M20).
Decision decide(const Caller& caller, Action action, const Rights& rights = {});

/// Throws Error permission_missing, which names the permission and who can grant it.
[[noreturn]] void throw_permission_missing(Permission permission);

/// Does nothing where `decide` allows; throws Error::not_found, forbidden or permission_missing where it does not.
void require(const Caller& caller, Action action, const Rights& rights = {});

}  // namespace rollcall::access
