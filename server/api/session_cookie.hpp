#pragma once

#include <optional>
#include <string_view>

#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

/// The cookie with the token of a session: HttpOnly, SameSite=Lax, and on https `__Host-` and Secure
/// (RFC 6265bis, section 4.1.3.2).
class SessionCookie {
public:
    explicit SessionCookie(bool https) : https_(https) {}

    std::optional<std::string_view> token(const http::Request& request) const;
    void set(http::Response& response, std::string_view token) const;
    void clear(http::Response& response) const;

private:
    std::string_view name() const { return https_ ? "__Host-session" : "session"; }

    bool https_;
};

}  // namespace rollcall::api
