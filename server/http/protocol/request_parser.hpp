#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/protocol/request.hpp"

namespace rollcall::http {

/// Parses the header and then the body of one request into a Request. Only the .cpp includes Beast, since it is slow to
/// compile. The header must have passed `check_framing`.
class RequestParser {
public:
    explicit RequestParser(Request& request);
    ~RequestParser();
    RequestParser(RequestParser&&) noexcept;
    RequestParser& operator=(RequestParser&&) noexcept;

    /// Parses the whole header and fills `headers`; the caller checks method and target. Throws Error::malformed.
    void read_header(std::string_view header);
    const std::string& method() const;
    const std::string& target() const;
    /// Whether the connection stays open after the response. HTTP/1.0 gets one response, then it is closed.
    bool keeps_alive() const;
    bool is_http_1_0() const;
    /// Nothing when there is no body, or a chunked one.
    std::optional<std::uint64_t> content_length() const;

    /// Must be called before `read_body`.
    void set_body_limit(std::size_t bytes);
    /// Parses as much of the body as `bytes` contains and returns how many bytes it used: all of them, unless it is
    /// complete. Throws Error: malformed, or too_large when a chunked body exceeds its limit.
    std::size_t read_body(std::string_view bytes);
    /// Whether the request is complete. True at once when it has no body.
    bool is_done() const;

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace rollcall::http
