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

    /// Sets a header in place of one of the same name; Set-Cookie is added to those that are there.
    Response& set(std::string name, std::string value);
    /// The header of that name in any case; empty when there is none.
    std::string_view header(std::string_view name) const;
};

/// RFC 9457 problem details for an error: application/problem+json with `code`, `fields` and `request_id`; with
/// Retry-After where the error says how long to wait.
Response problem(const Error& error, std::string_view request_id);

/// The same with another status than the code's: for what only HTTP itself says (408, 417, 431, 505).
Response problem(const Error& error, std::string_view request_id, int status);

/// The HTTP status of each code.
int status_of(ErrorCode code);

/// The stable name of each code: what `code` says in an answer.
std::string_view name_of(ErrorCode code);

}  // namespace rollcall::http
