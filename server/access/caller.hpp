#pragma once

#include <string_view>

#include "access/permissions.hpp"
#include "core/id.hpp"

namespace rollcall::access {

enum class Role { member, administrator };

constexpr std::string_view to_text(Role role) { return role == Role::administrator ? "administrator" : "member"; }
constexpr Role role_from_text(std::string_view text) {
    return text == "administrator" ? Role::administrator : Role::member;
}

/// Who asks: read from the database for each request, and again inside each write. Never kept between requests.
struct Caller {
    MemberId member;
    SessionId session;     ///< empty where a program came by API token
    ApiTokenId api_token;  ///< empty where a browser came by session
    Role role = Role::member;
    Permissions permissions;     ///< as effective: see `effective`
    bool owes_password = false;  ///< has to choose a password of their own before anything else

    bool came_by_api_token() const { return !api_token.text().empty(); }
    bool is_administrator() const { return role == Role::administrator; }
};

/// What a member may really do with what is stored: administrators have all permissions, and nobody has the CRM of
/// an account that has none.
constexpr Permissions effective(Role role, Permissions stored, bool crm_enabled) {
    const auto permissions = role == Role::administrator ? Permissions::all() : stored;
    return crm_enabled ? permissions : permissions.with(Permission::access_crm, false);
}

}  // namespace rollcall::access
