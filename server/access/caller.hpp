#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "access/permissions.hpp"
#include "access/token_scopes.hpp"
#include "core/clock.hpp"
#include "core/id.hpp"

namespace rollcall::access {

enum class Role { member, administrator };
BOOST_DESCRIBE_ENUM(Role, member, administrator)

/// What a page shows of its caller. It is read with the caller, since a statement of its own costs more.
struct CallerDetails {
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    std::optional<std::string> picture;  ///< its version
    std::string account_name;
    bool crm_enabled = true;
    int minimum_password_length = 0;
    std::string time_zone;  ///< of the account
};
BOOST_DESCRIBE_STRUCT(CallerDetails, (),
                      (email, name, job_title, picture, account_name, crm_enabled, minimum_password_length, time_zone))

/// The member for whom a request acts: read from the database for each request, and again inside each write
/// (CurrentCaller). Never kept between requests.
struct Caller {
    MemberId member;
    SessionId session;                          ///< empty for a request with an API token
    Time confirmed_at{};                        ///< when the member last gave the password in this session
    ApiTokenId api_token;                       ///< empty for a request with a session
    TokenScopes token_scopes{};                 ///< of the API token
    std::optional<std::string> token_prefix{};  ///< of the API token, see identity::ApiToken
    Role role = Role::member;
    Permissions permissions;            ///< in effect: see `effective`
    bool members_see_prompts = true;    ///< the account shows prompts to members without edit_agents
    bool must_change_password = false;  ///< has to choose a new password before anything else
    std::string address;                ///< of the client, for the audit log
    CallerDetails details{};

    bool uses_api_token() const { return !api_token.text().empty(); }
    bool is_administrator() const { return role == Role::administrator; }
};

/// The permissions that are in effect: administrators have all, and nobody has the CRM while the account has it
/// switched off.
constexpr Permissions effective(Role role, Permissions stored, bool crm_enabled) {
    const auto permissions = role == Role::administrator ? Permissions::all() : stored;
    return crm_enabled ? permissions : permissions.with(Permission::access_crm, false);
}

}  // namespace rollcall::access
