#include "app/dispatch.hpp"

#include <utility>

#include "api/bearer_token.hpp"
#include "api/session_cookie.hpp"
#include "app/route_permissions.hpp"
#include "core/error.hpp"
#include "identity/api_tokens.hpp"
#include "identity/session_response.hpp"
#include "identity/sessions.hpp"

namespace rollcall::app {

namespace {

// A browser names the site from which a write comes. Another site is refused, and so is a write with a cookie but
// without an Origin (CSRF; Fetch standard, "Origin header").
void require_own_origin(const http::Request& request, const std::string& base_url, bool has_cookie) {
    if (!http::is_write(request.method)) return;
    const auto origin = request.header("origin");
    if (!origin && !has_cookie) return;
    const auto own = base_url.empty() ? "http://" + std::string(request.header("host").value_or("")) : base_url;
    if (origin != own) {
        throw Error(ErrorCode::foreign_origin, "This request does not come from Rollcall's own page.");
    }
}

void require_audience(const api::Audience& audience, const std::optional<access::Caller>& caller) {
    using Kind = api::Audience::Kind;
    if (audience.kind() == Kind::anyone || audience.kind() == Kind::platform) return;
    if (!caller) throw Error::not_signed_in();
    if (caller->must_change_password && audience.kind() != Kind::signed_in_with_any_password) {
        throw Error(ErrorCode::password_change_required, "Choose a password of your own first.");
    }
    if (audience.kind() == Kind::administrators && !caller->is_administrator()) {
        throw Error::forbidden("This is for administrators of the account.");
    }
}

void require_query(const http::Request& request, api::Query query) {
    if (query == api::Query::list) return;
    FieldErrors errors;
    for (const auto& [name, value] : request.query) {
        const bool is_known = (query == api::Query::version && name == "version") ||
                              (query == api::Query::download && name == "download");
        if (!is_known) errors.emplace(name, "There is no such parameter.");
    }
    if (!errors.empty()) throw Error::invalid(std::move(errors));
}

// An API token takes precedence over a cookie: a request with a revoked token fails, whatever session it has. No
// browser sends a token by itself, so such writes need no Origin.
std::optional<access::Caller> find_caller(const http::Request& request, api::Services& services,
                                          const std::string& base_url) {
    if (const auto token = api::find_bearer_token(request)) {
        return identity::authenticate_api_token(services.database, services.clock, *token,
                                                identity::read_client({request, {}}));
    }
    const auto token = api::SessionCookie(services.https).token(request);
    require_own_origin(request, base_url, token.has_value());
    return token ? identity::authenticate_session(services.database, services.clock, *token) : std::nullopt;
}

/// The guard of one route.
struct Guard {
    api::Route route;
    api::Services& services;
    std::string base_url;

    std::optional<access::Caller> check_caller(const http::Request& request) const {
        // A webhook has no caller, even if it has a cookie or a token.
        const bool is_signed = route.audience.kind() == api::Audience::Kind::platform;
        auto caller = is_signed ? std::nullopt : find_caller(request, services, base_url);
        require_audience(route.audience, caller);
        if (caller) caller->address = request.client_address;
        require_query(request, route.query);
        return caller;
    }

    http::Response handle(const http::Request& request) const {
        return run_with_permissions(route, api::Request(request, check_caller(request)), services);
    }
};

}  // namespace

http::Router build_router(const api::Routes& routes, api::Services& services, const std::string& base_url) {
    http::Router router;
    for (const auto& route : routes) {
        route.audience.text();  // throws when it is not declared
        const Guard guard{route, services, base_url};
        http::Route guarded_route{
            .method = route.method,
            .path = route.path,
            .handler = [guard](const http::Request& request) { return guard.handle(request); },
            .body_limit = route.body_limit,
            .body_storage = route.body_storage,
        };
        if (route.body_limit > http::default_body_limit) {
            guarded_route.before_body = [guard](const http::Request& request) {
                const api::Request checked(request, guard.check_caller(request));
                return guard.route.before_body ? guard.route.before_body(checked, guard.services) : http::Response{};
            };
        }
        router.add(std::move(guarded_route));
    }
    return router;
}

}  // namespace rollcall::app
