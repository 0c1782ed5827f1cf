#include "api/device_cookie.hpp"

#include "api/limits.hpp"
#include "api/secret_cookie.hpp"

namespace rollcall::api {

std::optional<std::string_view> DeviceCookie::token(const http::Request& request) const {
    return request.cookie(name());
}

void DeviceCookie::set(http::Response& response, std::string_view token) const {
    response.set("Set-Cookie", make_secret_cookie(name(), token, device_cookie_age, https_));
}

void DeviceCookie::clear(http::Response& response) const {
    response.set("Set-Cookie", make_secret_cookie(name(), "", std::chrono::seconds(0), https_));
}

}  // namespace rollcall::api
