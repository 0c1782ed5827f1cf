#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

/// A cookie with a token that no script may read and no other site may send: HttpOnly, SameSite=Lax, and on https
/// `__Host-` and Secure (RFC 6265bis, section 4.1.3.2). On http all programs of a host share their cookies, whatever
/// their ports, so the name is one that others do not use, and a request may have several of that name.
class SecretCookie {
public:
    /// A cookie as a request has it.
    struct Sent {
        std::string_view name;
        std::string_view token;
    };

    struct Names {
        std::string_view on_https;
        std::string_view on_http;
        std::string_view formerly_on_http;  ///< of earlier versions; still accepted
    };

    SecretCookie(const Names& names, std::chrono::seconds age, bool https)
        : name_(https ? names.on_https : names.on_http),
          former_name_(https ? std::string_view() : names.formerly_on_http),
          age_(age),
          https_(https) {}

    /// Those that may be ours, in the order in which they are to be tried: at most `max_cookies_of_a_name` of each
    /// name.
    std::vector<Sent> find_all(const http::Request& request) const;

    /// Gives the browser the token. `used` is the name of the cookie of ours that the request came with, if any: where
    /// that is the former name, it is cleared. Otherwise a cookie of that name is another program's.
    void set(http::Response& response, std::string_view token, std::string_view used = {}) const;
    void clear(http::Response& response, std::string_view used = {}) const;

private:
    std::string_view name_;
    std::string_view former_name_;
    std::chrono::seconds age_;
    bool https_;
};

/// The cookie with the token of a session.
class SessionCookie : public SecretCookie {
public:
    explicit SessionCookie(bool https);
};

/// The cookie of a browser in which a member has signed in; it stays when the member signs out.
class DeviceCookie : public SecretCookie {
public:
    explicit DeviceCookie(bool https);
};

}  // namespace rollcall::api
