#include "http/server/answering.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <stdexcept>

#include "http/protocol/response_head.hpp"
#include "http/protocol/target.hpp"

namespace rollcall::http {

namespace {

/// The page answers from memory.
constexpr Runs fallback_runs = Runs::inline_;

bool is_continue(std::string_view expectation) {
    constexpr std::string_view expected = "100-continue";
    return std::ranges::equal(expectation, expected, [](char left, char right) {
        return (left >= 'A' && left <= 'Z' ? static_cast<char>(left - 'A' + 'a') : left) == right;
    });
}

Response method_not_allowed(const std::string& allow, const std::string& request_id) {
    const Error error(ErrorCode::method_not_allowed, "This address takes " + allow + ".");
    auto response = problem(error, request_id);
    response.set("Allow", allow);
    return response;
}

std::variant<Plan, Response> find_route(const Router& router, std::optional<Method> method, std::string_view raw_path,
                                        Request& request) {
    auto found = router.find(method, raw_path);
    if (const auto* not_allowed = std::get_if<Router::MethodNotAllowed>(&found)) {
        return method_not_allowed(not_allowed->allow, request.id);
    }
    if (auto* match = std::get_if<Router::Match>(&found)) {
        request.path_parameters = std::move(match->path_parameters);
        const auto& route = *match->route;
        return Plan{&route.handler, route.runs, route.body_limit, route.admit ? &route.admit : nullptr,
                    route.body_kept};
    }
    if (router.fallback() && method && !is_write(*method)) return Plan{&router.fallback(), fallback_runs, 0, nullptr};
    throw Error::not_found();
}

}  // namespace

std::variant<Plan, Response> plan_answer(const Router& router, const RequestParser& parser, Request& request) try {
    auto target = parse_target(parser.target());
    request.path = std::move(target.path);
    request.query = std::move(target.query);
    const auto method = method_from_text(parser.method());
    if (method) request.method = *method;

    auto result = find_route(router, method, target.raw_path, request);
    auto* plan = std::get_if<Plan>(&result);
    if (!plan) return result;

    const auto length = parser.content_length();
    if (length.value_or(0) > plan->body_limit) {
        throw Error(ErrorCode::too_large, "The request's body is larger than is taken here.");
    }
    if (length && *length <= default_body_limit) plan->admit = nullptr;
    const auto expectation = request.header("expect");
    if (!expectation || parser.is_http_1_0()) return result;  // HTTP/1.0 has no Expect (RFC 9110, section 10.1.1)
    if (!is_continue(*expectation)) {
        return problem(Error::malformed("The only expectation that is met is '100-continue'."), request.id, 417);
    }
    plan->expects_continue = true;
    return result;
} catch (const Error& error) {
    return problem(error, request.id);
}

Response run_handler(const Handler& handler, const Request& request) try {
    auto response = handler(request);
    if (!has_sound_headers(response)) throw std::logic_error("a header of the answer holds a line break");
    return response;
} catch (const Error& error) {
    return problem(error, request.id);
} catch (const std::exception& error) {
    spdlog::error("Request {} failed: {}", request.id, error.what());
    return problem(Error(ErrorCode::internal, "Something went wrong on our side. The log knows more."), request.id);
} catch (...) {
    spdlog::error("Request {} failed with something that is no exception", request.id);
    return problem(Error(ErrorCode::internal, "Something went wrong on our side. The log knows more."), request.id);
}

}  // namespace rollcall::http
