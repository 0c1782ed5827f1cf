#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace rollcall::http {

/// A complete answer. The server adds Date, Content-Length, X-Request-Id and the security headers.
struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    /// A JSON document.
    static Response json(int status, std::string document);
    static Response no_content();
    static Response text(int status, std::string body);

    Response& set(std::string name, std::string value);
    std::string_view header(std::string_view name) const;
};

/// RFC 9457 problem details for an error: application/problem+json with `code`, `fields` and `request_id`; with
/// Retry-After where the error says how long to wait.
Response problem(const Error& error, std::string_view request_id);

/// The HTTP status of each code.
int status_of(ErrorCode code);

}  // namespace rollcall::http
