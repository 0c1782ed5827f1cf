#pragma once

#include <optional>
#include <string_view>

#include "http/protocol/request.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

/// The cookie of a browser in which a member has signed in; it stays when the member signs out. HttpOnly and
/// SameSite=Lax, and on https `__Host-` and Secure.
class DeviceCookie {
public:
    explicit DeviceCookie(bool https) : https_(https) {}

    std::optional<std::string_view> token(const http::Request& request) const;
    void set(http::Response& response, std::string_view token) const;
    void clear(http::Response& response) const;

private:
    std::string_view name() const { return https_ ? "__Host-device" : "device"; }

    bool https_;
};

}  // namespace rollcall::api
