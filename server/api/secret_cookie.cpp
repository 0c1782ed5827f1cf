#include "api/secret_cookie.hpp"

#include <fmt/format.h>

#include "access/session_limits.hpp"
#include "api/limits.hpp"
#include "core/random.hpp"

namespace rollcall::api {

namespace {

std::string make_cookie(std::string_view name, std::string_view value, std::chrono::seconds age, bool https) {
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", name, value, age.count(),
                       https ? "; Secure" : "");
}

std::string make_cleared_cookie(std::string_view name, bool https) {
    return make_cookie(name, "", std::chrono::seconds(0), https);
}

}  // namespace

std::vector<SecretCookie::Sent> SecretCookie::find_all(const http::Request& request) const {
    std::vector<Sent> found;
    for (const auto name : {name_, former_name_}) {
        if (name.empty()) continue;  // there is no former one; a cookie may have an empty name, which anyone can set
        std::size_t count = 0;
        for (const auto token : request.cookies(name)) {
            if (!has_form_of_token(token)) continue;
            if (++count > max_cookies_of_a_name) break;
            found.push_back({name, token});
        }
    }
    return found;
}

void SecretCookie::set(http::Response& response, std::string_view token, std::string_view used) const {
    response.set("Set-Cookie", make_cookie(name_, token, age_, https_));
    if (!used.empty() && used == former_name_) response.set("Set-Cookie", make_cleared_cookie(former_name_, https_));
}

void SecretCookie::clear(http::Response& response, std::string_view used) const {
    response.set("Set-Cookie", make_cleared_cookie(name_, https_));
    if (!used.empty() && used == former_name_) response.set("Set-Cookie", make_cleared_cookie(former_name_, https_));
}

SessionCookie::SessionCookie(bool https)
    : SecretCookie({.on_https = "__Host-session", .on_http = "rollcall_session", .formerly_on_http = "session"},
                   access::session_absolute_limit, https) {}

DeviceCookie::DeviceCookie(bool https)
    : SecretCookie({.on_https = "__Host-device", .on_http = "rollcall_device", .formerly_on_http = "device"},
                   device_cookie_age, https) {}

}  // namespace rollcall::api
