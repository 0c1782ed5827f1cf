#include "http/server/request_handling.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <stdexcept>

#include "http/protocol/ascii.hpp"
#include "http/protocol/response_head.hpp"
#include "http/protocol/target.hpp"
#include "http/server/problem.hpp"

namespace rollcall::http {

namespace {

/// The web page is in memory.
constexpr RunOn fallback_runs_on = RunOn::network_thread;

Response make_method_not_allowed(const std::string& allow, const std::string& request_id) {
    const Error error(ErrorCode::method_not_allowed, "This address takes " + allow + ".");
    auto response = make_problem_response(error, request_id);
    response.set("Allow", allow);
    return response;
}

/// The host of a target in absolute-form precedes the Host header, which has been checked (RFC 9112, section 3.2.2).
void set_host(Request& request, std::string_view authority) {
    std::erase_if(request.headers, [](const auto& header) { return header.first == "host"; });
    request.headers.emplace_back("host", authority);
}

/// Whether a content coding other than identity is applied to the body (RFC 9110, section 8.4).
bool has_encoded_body(const Request& request) {
    for (const auto& [name, value] : request.headers) {
        if (name != "content-encoding") continue;
        std::string_view codings = value;
        while (!codings.empty()) {
            const auto coding = codings.substr(0, codings.find(','));
            codings.remove_prefix(std::min(coding.size() + 1, codings.size()));
            const auto trimmed = trim_blanks(coding);
            if (!trimmed.empty() && !equals_ignoring_case(trimmed, "identity")) return true;
        }
    }
    return false;
}

Response make_encoded_body_refused(const std::string& request_id) {
    const Error error(ErrorCode::unsupported_media_type,
                      "The request's body is compressed. Send it as it is, without Content-Encoding.");
    auto response = make_problem_response(error, request_id);
    response.set("Accept-Encoding", "identity");  // RFC 9110, section 15.5.16
    return response;
}

std::variant<RequestPlan, Response> find_route(const Router& router, std::optional<Method> method,
                                               std::string_view raw_path, Request& request, const Route*& found_route) {
    auto found = router.find(method, raw_path);
    if (const auto* not_allowed = std::get_if<Router::MethodNotAllowed>(&found)) {
        return make_method_not_allowed(not_allowed->allow, request.id);
    }
    if (auto* match = std::get_if<Router::Match>(&found)) {
        request.path_parameters = std::move(match->path_parameters);
        const auto& route = *match->route;
        found_route = &route;
        return RequestPlan{.handler = &route.handler,
                           .runs = route.runs,
                           .body_limit = route.body_limit,
                           .before_body = route.before_body ? &route.before_body : nullptr,
                           .before_body_runs = route.before_body_runs,
                           .body_storage = route.body_storage,
                           .sender = route.sender,
                           .ignores_query = route.ignores_query};
    }
    if (router.fallback() && method && !is_write(*method))
        return RequestPlan{.handler = &router.fallback(), .runs = fallback_runs_on, .body_limit = 0};
    throw Error::not_found();
}

}  // namespace

std::variant<RequestPlan, Response> plan_request(const Router& router, const RequestParser& parser, Request& request,
                                                 const Route*& route) try {
    auto target = parse_target(parser.target());
    request.path = std::move(target.path);
    if (!target.authority.empty()) set_host(request, target.authority);
    const auto method = parse_method(parser.method());
    if (method) request.method = *method;

    auto result = find_route(router, method, target.raw_path, request, route);
    auto* plan = std::get_if<RequestPlan>(&result);
    if (!plan) return result;
    if (!plan->ignores_query) request.query = parse_query(target.raw_query);
    if (!parser.is_done() && has_encoded_body(request)) return make_encoded_body_refused(request.id);

    const auto length = parser.content_length();
    if (length.value_or(0) > plan->body_limit) {
        throw Error(ErrorCode::too_large, "The request body is too large.");
    }
    const auto expectation = request.header("expect");
    if (!expectation || parser.is_http_1_0()) return result;  // HTTP/1.0 has no Expect (RFC 9110, section 10.1.1)
    if (!equals_ignoring_case(*expectation, "100-continue")) {
        return make_problem_response(Error::malformed("The only expectation that is met is '100-continue'."),
                                     request.id, 417);
    }
    plan->expects_continue = true;
    return result;
} catch (const Error& error) {
    return make_problem_response(error, request.id);
}

Response run_handler(const Handler& handler, const Request& request) try {
    auto response = handler(request);
    if (!has_valid_headers(response)) throw std::logic_error("a header of the response contains a line break");
    return response;
} catch (const Error& error) {
    return make_problem_response(error, request.id);
} catch (const std::exception& error) {
    spdlog::error("Request {} failed: {}", request.id, error.what());
    return make_problem_response(Error(ErrorCode::internal, "Something went wrong. See the server log."), request.id);
} catch (...) {
    spdlog::error("Request {} failed with something that is not a std::exception", request.id);
    return make_problem_response(Error(ErrorCode::internal, "Something went wrong. See the server log."), request.id);
}

}  // namespace rollcall::http
