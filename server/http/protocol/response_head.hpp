#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "http/protocol/response.hpp"

namespace rollcall::http {

enum class Scheme { http, https };

enum class AfterAnswer { keep_alive, close };

/// How the client learns where a body ends (RFC 9112, section 6.3).
enum class BodyEnd {
    by_length,  ///< Content-Length
    by_chunks,  ///< Transfer-Encoding: chunked
    by_close,   ///< the connection's end, for HTTP/1.0
};

/// Writes what stands before an answer's body: the status line, the handler's headers, and those that every answer
/// has: Date, Content-Length, X-Request-Id and the security headers. A handler's own Cache-Control,
/// Content-Security-Policy, Referrer-Policy and Cross-Origin-* take the place of ours.
class ResponseHead {
public:
    explicit ResponseHead(Scheme scheme) : scheme_(scheme) {}

    std::string write(const Response& response, std::string_view request_id, AfterAnswer after,
                      BodyEnd end = BodyEnd::by_length);

private:
    std::string_view date();

    Scheme scheme_;
    std::time_t date_second_ = -1;
    std::string date_;
};

/// Whether an answer of that status may have a body (RFC 9110, section 6.4.1).
bool may_have_body(int status);

/// Whether no header breaks out of its line. A name or value that does would let text from a member write headers.
bool has_sound_headers(const Response& response);

}  // namespace rollcall::http
