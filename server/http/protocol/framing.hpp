#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace rollcall::http {

/// Looks for the empty line that ends a request's header, in bytes that arrive piece by piece.
class HeaderEnd {
public:
    enum class State {
        incomplete,
        complete,
        malformed,  ///< no header will come of it: a line that ends in a bare LF, or a first byte that begins no method
    };

    /// `bytes` begins with the header and has what it had last time, and more.
    State scan(std::string_view bytes);

    /// The header's bytes, the empty line included; meaningful once complete.
    std::size_t size() const { return line_begin_; }

private:
    std::size_t line_begin_ = 0;
    std::size_t scanned_ = 0;
};

/// Why a request is refused for how it is written.
struct Refusal {
    int status;
    std::string_view detail;
};

/// Checks a complete header before anything is made of it, so that nobody between the client and us can have seen
/// another request in the same bytes (RFC 9112, sections 3, 5.2, 6.1 to 6.3 and 11.2): an origin-form target, no
/// folded lines, no bare CR, LF or NUL, one valid Host on HTTP/1.1, at most one Content-Length, Transfer-Encoding
/// only as `chunked`, once, on HTTP/1.1 and never beside Content-Length. Beast 1.81 takes some of these.
std::optional<Refusal> check_framing(std::string_view header);

}  // namespace rollcall::http
