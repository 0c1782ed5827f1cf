#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

#include "http/protocol/request_parser.hpp"
#include "http/server/router.hpp"

namespace rollcall::http {

/// What will answer a request; known once its header is read.
struct Plan {
    const Handler* handler;
    Runs runs;
    std::size_t body_limit;
    const Handler* admit;  ///< null where the body is read in any case
    BodyKept body_kept = BodyKept::in_memory;
    bool expects_continue = false;  ///< the client waits for "100 Continue" before it sends the body
};

/// Judges a request by its header alone and fills in its method, path, query and path parameters. What cannot be
/// answered by a handler is answered here, before any of the body is read: 400, 404, 405, 413, 417.
std::variant<Plan, Response> plan_answer(const Router& router, const RequestParser& parser, Request& request);

/// Runs the handler. Never throws: an Error becomes problem details; anything else is logged and answered 500 without
/// saying what it was.
Response run_handler(const Handler& handler, const Request& request);

}  // namespace rollcall::http
