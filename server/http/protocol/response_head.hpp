#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "http/protocol/response.hpp"

namespace rollcall::http {

enum class Scheme { http, https };

enum class AfterResponse { keep_alive, close };

/// How the client finds the end of a body (RFC 9112, section 6.3).
enum class BodyEnd {
    by_length,  ///< Content-Length
    by_chunks,  ///< Transfer-Encoding: chunked
    by_close,   ///< the end of the connection, for HTTP/1.0
};

/// Writes the status line and the headers of a response: those of the handler, and those that every response has: Date,
/// Content-Length, X-Request-Id and the security headers. A handler's own Cache-Control, Content-Security-Policy,
/// Referrer-Policy and Cross-Origin-* replace ours.
class ResponseHead {
public:
    explicit ResponseHead(Scheme scheme) : scheme_(scheme) {}

    std::string write(const Response& response, std::string_view request_id, AfterResponse after,
                      BodyEnd end = BodyEnd::by_length);

private:
    std::string_view date();

    Scheme scheme_;
    std::time_t date_second_ = -1;
    std::string date_;
};

/// Whether a response of that status may have a body (RFC 9110, section 6.4.1).
bool may_have_body(int status);

/// Whether no header contains a line break, with which input could add headers (response splitting).
bool has_valid_headers(const Response& response);

}  // namespace rollcall::http
