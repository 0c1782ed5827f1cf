#pragma once

#include <concepts>
#include <string>
#include <vector>

#include "access/permissions.hpp"
#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"
#include "http/server/router.hpp"

namespace rollcall::api {

/// Who may call a route. What a route leaves undeclared nobody may: the server does not start.
class Audience {
public:
    enum class Kind {
        undeclared,
        anyone,
        signed_in,
        signed_in_owing,  ///< signed in, also while a password of one's own is owed
        administrators,
        with_permissions,  ///< signed in, in scope, and with them all: the rule asks, since scope comes first
        platform,          ///< a voice platform: the rule checks its signature, and nobody has to be signed in
    };

    constexpr Audience() = default;
    constexpr explicit Audience(Kind kind) : kind_(kind) {}
    constexpr explicit Audience(access::Permissions permissions)
        : kind_(Kind::with_permissions), permissions_(permissions) {}

    constexpr Kind kind() const { return kind_; }
    /// "anyone", "signed_in", "administrators", "platform", "with:edit_agents", "with:edit_agents+use_advanced_editor".
    std::string text() const;

private:
    Kind kind_ = Kind::undeclared;
    access::Permissions permissions_;
};

inline constexpr Audience anyone{Audience::Kind::anyone};
inline constexpr Audience signed_in{Audience::Kind::signed_in};
inline constexpr Audience signed_in_owing{Audience::Kind::signed_in_owing};
inline constexpr Audience platform{Audience::Kind::platform};
inline constexpr Audience administrators{Audience::Kind::administrators};
constexpr Audience with(std::same_as<access::Permission> auto... permissions) {
    access::Permissions all;
    ((all = all.with(permissions, true)), ...);
    return Audience(all);
}

using Handler = http::Response (*)(const Request&, Services&);

/// Which parameters a route takes in its query; any other is refused.
enum class Query {
    none,
    list,      ///< its handler says (list_request.hpp)
    version,   ///< `version`, which says nothing but tells one state's address from another's
    download,  ///< `download`, whether it is to be kept as a file
};

struct Route {
    http::Method method = http::Method::get;
    std::string path;
    Audience audience;
    Handler handler = nullptr;
    Query query = Query::none;
    std::size_t body_limit = http::default_body_limit;
    http::BodyStorage body_storage = http::BodyStorage::memory;
    /// Asked with the header alone, where `body_limit` is above the usual, and after the guard: throws what the route
    /// would throw whatever the body is.
    Handler admit = nullptr;
};

using Routes = std::vector<Route>;

}  // namespace rollcall::api
