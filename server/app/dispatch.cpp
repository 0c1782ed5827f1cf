#include "app/dispatch.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "api/bearer_token.hpp"
#include "api/secret_cookie.hpp"
#include "app/own_origin.hpp"
#include "app/route_permissions.hpp"
#include "core/error.hpp"
#include "http/server/response_compression.hpp"
#include "identity/api_tokens.hpp"
#include "identity/session_response.hpp"
#include "identity/sessions.hpp"

namespace rollcall::app {

namespace {

void require_audience(const api::Audience& audience, const std::optional<access::Caller>& caller) {
    using Kind = api::Audience::Kind;
    if (audience.kind() == Kind::anyone || audience.kind() == Kind::platform) return;
    if (!caller) throw Error::not_signed_in();
    if (caller->must_change_password && audience.kind() != Kind::signed_in_with_any_password) {
        throw Error(ErrorCode::password_change_required, "Choose a password of your own first.");
    }
    if (audience.kind() == Kind::administrators && !caller->is_administrator()) {
        throw Error::forbidden("Only administrators can do this.");
    }
}

void require_query(const http::Request& request, api::Query query) {
    if (query == api::Query::list || query == api::Query::ignored) return;
    FieldErrors errors;
    for (const auto& [name, value] : request.query) {
        const bool is_known = (query == api::Query::version && name == "version") ||
                              (query == api::Query::download && name == "download");
        if (!is_known) errors.emplace(name, "There is no such parameter.");
    }
    if (!errors.empty()) throw Error::invalid(std::move(errors));
}

struct FoundCaller {
    std::optional<access::Caller> caller{};
    std::string_view session_cookie{};  ///< by which the caller was found
};

// An API token takes precedence over a cookie: a request with a revoked token fails, whatever session it has. No
// browser sends a token by itself, so such writes need no Origin.
FoundCaller find_caller(const http::Request& request, api::Services& services, const OwnOrigin& own_origin) {
    if (const auto token = api::find_bearer_token(request)) {
        return {
            identity::authenticate_api_token(services.database, services.clock, *token,
                                             identity::read_client(api::Request(request, {}, services.cursor_key)))};
    }
    const auto cookies = api::SessionCookie(services.https).find_all(request);
    own_origin.require_from_own_page(request, !cookies.empty());
    std::vector<std::string_view> tokens;
    for (const auto& cookie : cookies) tokens.push_back(cookie.token);
    auto session = identity::authenticate_session(services.database, services.clock, tokens);
    if (!session) return {};
    return {std::move(session->caller), cookies[session->position].name};
}

/// The guard of one route.
struct Guard {
    api::Route route;
    api::Services& services;
    OwnOrigin own_origin;

    api::Request check_caller(const http::Request& request) const {
        // A webhook has no caller, even if it has a cookie or a token.
        const bool is_signed = route.audience.kind() == api::Audience::Kind::platform;
        auto [caller, cookie] = is_signed ? FoundCaller() : find_caller(request, services, own_origin);
        require_audience(route.audience, caller);
        if (caller) route.token.require(*caller);
        if (caller) caller->address = request.client_address;
        require_query(request, route.query);
        return {request, std::move(caller), services.cursor_key, cookie};
    }

    bool is_for_anyone() const { return route.audience.kind() == api::Audience::Kind::anyone; }

    // Where anyone may call, this reads nothing from the database, so that it can run on the network thread.
    http::Response check_before_body(const http::Request& request) const {
        if (is_for_anyone()) {
            const bool has_token = api::find_bearer_token(request).has_value();
            const bool has_cookie = !api::SessionCookie(services.https).find_all(request).empty();
            if (!has_token) own_origin.require_from_own_page(request, has_cookie);
            require_query(request, route.query);
            return {};
        }
        const auto checked = check_caller(request);
        return route.before_body ? route.before_body(checked, services) : http::Response{};
    }

    http::Response handle_at_once(const http::Request& request) const {
        return route.handler({request, {}, services.cursor_key}, services);
    }

    http::Response handle(const http::Request& request) const {
        auto response = run_with_permissions(route, check_caller(request), services);
        if (may_compress(route)) http::compress_when_large(request, response);
        return response;
    }
};

}  // namespace

bool may_compress(const api::Route& route) {
    constexpr std::array<std::string_view, 3> others{"/api/v1/calls/{id}", "/api/v1/calls/{id}/waveform",
                                                     "/api/v1/contact-imports/{id}/refused.csv"};
    return route.method == http::Method::get &&
           (route.query == api::Query::list || std::ranges::find(others, route.path) != others.end());
}

http::Router build_router(const api::Routes& routes, api::Services& services, const std::string& base_url) {
    http::Router router;
    for (const auto& route : routes) {
        api::require_declared(route);
        const Guard guard{route, services, {base_url, services.address}};
        http::Route guarded_route{
            .method = route.method,
            .path = route.path,
            .handler = [guard](const http::Request& request) { return guard.handle(request); },
            .body_limit = route.body_limit,
            .before_body = [guard](const http::Request& request) { return guard.check_before_body(request); },
            .body_storage = route.body_storage,
            .ignores_query = route.query == api::Query::ignored,
        };
        if (guard.is_for_anyone()) {
            guarded_route.body_limit = std::min(route.body_limit, http::stranger_body_limit);
            guarded_route.before_body_runs = http::RunOn::network_thread;
            guarded_route.sender = http::RequestSender::stranger;
        }
        if (route.is_answered_at_once) {
            guarded_route.runs = http::RunOn::network_thread;
            guarded_route.handler = [guard](const http::Request& request) { return guard.handle_at_once(request); };
        }
        router.add(std::move(guarded_route));
    }
    return router;
}

}  // namespace rollcall::app
