#include "app/dispatch.hpp"

#include <utility>

#include "api/bearer_token.hpp"
#include "api/session_cookie.hpp"
#include "core/error.hpp"
#include "identity/api_tokens.hpp"
#include "identity/sessions.hpp"

namespace rollcall::app {

namespace {

// A browser names the site that a write comes from; one that is not ours is refused, and so is a cookie's write
// that does not say (CSRF; Fetch standard, "Origin header").
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
    if (audience.kind() == Kind::anyone) return;
    if (!caller) throw Error::not_signed_in();
    if (caller->owes_password && audience.kind() != Kind::signed_in_owing) {
        throw Error(ErrorCode::password_change_required, "Choose a password of your own first.");
    }
    if (audience.kind() == Kind::administrators && !caller->is_administrator()) {
        throw Error::forbidden("This is for administrators of the account.");
    }
}

void require_no_query(const http::Request& request) {
    FieldErrors errors;
    for (const auto& [name, value] : request.query) errors.emplace(name, "There is no such parameter.");
    if (!errors.empty()) throw Error::invalid(std::move(errors));
}

// An API token decides, whatever cookie comes with it: one that has ended is not rescued by a session. No browser sends
// it by itself, so its writes need no Origin.
std::optional<access::Caller> find_caller(const http::Request& request, api::Services& services,
                                          const std::string& base_url) {
    if (const auto token = api::bearer_token(request)) {
        return identity::authenticate_api_token(services.database, services.clock, *token);
    }
    const auto token = api::SessionCookie(services.https).token(request);
    require_own_origin(request, base_url, token.has_value());
    return token ? identity::authenticate(services.database, services.clock, *token) : std::nullopt;
}

http::Response answer(const api::Route& route, const http::Request& request, api::Services& services,
                      const std::string& base_url) {
    auto caller = find_caller(request, services, base_url);
    require_audience(route.audience, caller);
    if (route.query == api::Query::none) require_no_query(request);
    return route.handler(api::Request(request, std::move(caller)), services);
}

}  // namespace

http::Router guarded(const api::Routes& routes, api::Services& services, const std::string& base_url) {
    http::Router router;
    for (const auto& route : routes) {
        route.audience.text();  // throws for an undeclared one
        router.add({
            .method = route.method,
            .path = route.path,
            .handler = [route, &services,
                        base_url](const http::Request& request) { return answer(route, request, services, base_url); },
        });
    }
    return router;
}

}  // namespace rollcall::app
