#pragma once

#include <concepts>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "access/permissions.hpp"
#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"
#include "http/server/router.hpp"

namespace rollcall::api {

/// Who may call a route. The server does not start with a route that does not declare it.
class Audience {
public:
    enum class Kind {
        undeclared,
        anyone,
        signed_in,
        signed_in_with_any_password,  ///< signed in, also while the member has to choose a new password
        administrators,
        with_permissions,  ///< signed in and in scope, with all of them: the rule checks it, since scope comes first,
                           ///< and the guard checks it again
        platform,          ///< a voice platform: the rule checks its signature; nobody is signed in
    };

    constexpr Audience() = default;
    constexpr explicit Audience(Kind kind) : kind_(kind) {}
    constexpr explicit Audience(access::Permissions permissions)
        : kind_(Kind::with_permissions), permissions_(permissions) {}

    constexpr Kind kind() const { return kind_; }
    /// Those of `with(...)`; none for the other kinds.
    constexpr access::Permissions permissions() const { return permissions_; }
    /// "anyone", "signed_in", "administrators", "platform", "with:edit_agents", "with:edit_agents+use_advanced_editor".
    std::string text() const;

private:
    Kind kind_ = Kind::undeclared;
    access::Permissions permissions_;
};

inline constexpr Audience anyone{Audience::Kind::anyone};
inline constexpr Audience signed_in{Audience::Kind::signed_in};
inline constexpr Audience signed_in_with_any_password{Audience::Kind::signed_in_with_any_password};
inline constexpr Audience platform{Audience::Kind::platform};
inline constexpr Audience administrators{Audience::Kind::administrators};
constexpr Audience with(std::same_as<access::Permission> auto... permissions) {
    access::Permissions all;
    ((all = all.with(permissions, true)), ...);
    return Audience(all);
}

/// Which API tokens are admitted to a route, beside its audience. The server does not start with a route that does not
/// declare it. Rules decide again, by the action (access/decision.hpp).
class TokenAccess {
public:
    enum class Kind { undeclared, refused, by_scope };

    constexpr TokenAccess() = default;
    constexpr explicit TokenAccess(Kind kind) : kind_(kind) {}
    constexpr explicit TokenAccess(access::TokenScope scope) : kind_(Kind::by_scope), scope_(scope) {}

    constexpr Kind kind() const { return kind_; }
    /// Throws Error not_for_api_tokens or token_scope_missing for a caller with an API token that is not admitted.
    void require(const access::Caller& caller) const;
    /// "none", or the name of the scope. Throws std::logic_error where it is not declared.
    std::string text() const;

private:
    Kind kind_ = Kind::undeclared;
    access::TokenScope scope_{};
};

inline constexpr TokenAccess no_token{TokenAccess::Kind::refused};
constexpr TokenAccess with_token(access::TokenScope scope) { return TokenAccess(scope); }

using Handler = http::Response (*)(const Request&, Services&);

/// The query parameters of a route; any other is refused.
enum class Query {
    none,
    ignored,   ///< for those who add one to every address, such as a monitor against caches
    list,      ///< its handler reads them (list_request.hpp)
    version,   ///< `version`, which only makes URLs of different versions different
    download,  ///< `download`: whether the browser should save it as a file
};

struct Route {
    http::Method method = http::Method::get;
    std::string path;
    Audience audience;
    TokenAccess token;
    Handler handler = nullptr;
    Query query = Query::none;
    /// Bytes. A route that anyone may call accepts at most http::stranger_body_limit.
    std::size_t body_limit = http::default_body_limit;
    http::BodyStorage body_storage = http::BodyStorage::memory;
    /// Called with the header alone, after the guard, unless the body has arrived with it: throws the errors of the
    /// route that do not depend on the body. The handler checks them again.
    Handler before_body = nullptr;
    /// Whether it runs on the network thread, and nobody looks at who calls: it is answered while everything else waits
    /// for the database. Its audience is `anyone`, and its handler does not wait.
    bool is_answered_at_once = false;
};

using Routes = std::vector<Route>;

/// Throws std::logic_error where a route does not declare who may call it and by which API tokens, or is answered at
/// once although it is not for anyone.
void require_declared(const Route& route);

}  // namespace rollcall::api
