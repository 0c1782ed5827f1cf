#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace rollcall::http {

/// Finds the empty line that ends a request's header, in bytes that arrive little by little.
class HeaderEnd {
public:
    enum class State {
        incomplete,
        complete,
        malformed,  ///< not a header: a line with a bare CR or LF, or a first byte that no method begins with
    };

    /// `bytes` begins with the header; each call passes the bytes of the call before and more.
    State scan(std::string_view bytes);

    /// The size of the header with the empty line; valid once complete.
    std::size_t size() const { return line_begin_; }

private:
    std::size_t line_begin_ = 0;
    std::size_t scanned_ = 0;
};

/// Why a request with invalid syntax is refused.
struct Refusal {
    int status;
    std::string_view detail;
};

/// Whether it is a host as Host headers and addresses name it: a name or an IP address, and a port if it is followed by
/// one.
bool is_host(std::string_view text);

/// Checks a complete header before it is parsed, so that no proxy can have read another request in the same bytes
/// (request smuggling; RFC 9112, sections 3, 5.2, 6.1 to 6.3 and 11.2): a target in origin-form, or in
/// absolute-form with a valid host, no folded lines, no bare CR, LF or NUL, one valid Host on HTTP/1.1, at most one
/// Content-Length, Transfer-Encoding only as `chunked`, once, on HTTP/1.1 and never beside Content-Length. Beast 1.81
/// accepts some of these.
std::optional<Refusal> check_framing(std::string_view header);

}  // namespace rollcall::http
