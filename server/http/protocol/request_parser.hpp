#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/protocol/request.hpp"

namespace rollcall::http {

/// Reads the header and then the body of one request into a Request. Beast does the parsing; it is seen in the .cpp
/// only, since it is slow to compile. The header has passed `check_framing`.
class RequestParser {
public:
    explicit RequestParser(Request& request);
    ~RequestParser();
    RequestParser(RequestParser&&) noexcept;
    RequestParser& operator=(RequestParser&&) noexcept;

    /// Takes the whole header; throws Error::malformed. Fills `headers`; method and target are judged by the caller.
    void read_header(std::string_view header);
    const std::string& method() const;
    const std::string& target() const;
    /// Whether the client lets the connection live on. HTTP/1.0 is answered once and closed.
    bool keeps_alive() const;
    bool is_http_1_0() const;
    /// Nothing when there is no body, or a chunked one, whose length shows at its end.
    std::optional<std::uint64_t> content_length() const;

    /// To be set before `read_body`.
    void set_body_limit(std::size_t bytes);
    /// Takes what it can of the body and says how many bytes that were. Throws Error: malformed, or too_large when a
    /// chunked body passes its limit.
    std::size_t read_body(std::string_view bytes);
    /// Whether the request is complete. True at once when it has no body.
    bool is_done() const;

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace rollcall::http
