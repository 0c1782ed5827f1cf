#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

#include "http/protocol/request_parser.hpp"
#include "http/server/router.hpp"

namespace rollcall::http {

/// How a request will be handled; known once its header is read.
struct RequestPlan {
    const Handler* handler;
    RunOn runs;
    std::size_t body_limit;
    const Handler* before_body = nullptr;  ///< null when the body is read in any case
    RunOn before_body_runs = RunOn::pool;
    BodyStorage body_storage = BodyStorage::memory;
    RequestSender sender = RequestSender::stranger;
    bool ignores_query = false;
    bool expects_continue = false;  ///< the client waits for "100 Continue" before it sends the body
};

/// Finds the route of a request by its header alone, and sets its method, path, query, path parameters and, for a
/// target in absolute-form, its Host header. Returns a response (400, 404, 405, 413, 415, 417) when no handler can
/// handle it; the body is not read then. `route` becomes the route in either case, if there is one for the path and
/// method.
std::variant<RequestPlan, Response> plan_request(const Router& router, const RequestParser& parser, Request& request,
                                                 const Route*& route);

/// Runs the handler. Never throws: an Error becomes problem details; any other exception is logged and becomes a 500
/// without details.
Response run_handler(const Handler& handler, const Request& request);

}  // namespace rollcall::http
