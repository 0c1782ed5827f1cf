#pragma once

#include <string_view>

#include "core/error.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::http {

/// RFC 9457 problem details of an error: application/problem+json with `code`, `fields` and `request_id`; with
/// Retry-After when the error says how long to wait.
Response make_problem_response(const Error& error, std::string_view request_id);

/// The same with another status: for errors of HTTP itself (408, 417, 431, 505), and 503 where there is no room.
Response make_problem_response(const Error& error, std::string_view request_id, int status);

/// The HTTP status of each code.
int get_error_status(ErrorCode code);

}  // namespace rollcall::http
