#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"

namespace rollcall::access {

/// Everything that is asked for leave.
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

/// What the action is done to, as far as the decision needs to know it: how the caller stands to it.
enum class Relation {
    none,      ///< neither assigned nor of the caller's companies
    assigned,  ///< an agent that the caller sees, a call of such an agent, or a company that owns one
};

enum class Reason {
    allowed,
    out_of_scope,         ///< to the caller it does not exist: 404
    administrators_only,  ///< 403
    permission_missing,   ///< 403; `Decision::missing` says which, the first where it is several
};

struct Decision {
    Reason reason = Reason::administrators_only;
    std::optional<Permission> missing;

    bool is_allowed() const { return reason == Reason::allowed; }
};

/// Whether `caller` may do `action` to an object that stands in `relation` to them, and why. Reads nothing and
/// changes nothing. Scope is judged before permission, so that what lies outside is never betrayed by a 403;
/// actions for administrators answer 403 to every member, whatever the object.
///
/// Seed: "Members will only see calls and data from assigned agents".
Decision decide(const Caller& caller, Action action, Relation relation = Relation::none);

/// Does nothing where `decide` allows; throws Error::not_found, forbidden or permission_missing where it does not.
void require(const Caller& caller, Action action, Relation relation = Relation::none);

}  // namespace rollcall::access
