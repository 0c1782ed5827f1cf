#include "api/session_cookie.hpp"

#include "access/session_limits.hpp"
#include "api/secret_cookie.hpp"

namespace rollcall::api {

std::optional<std::string_view> SessionCookie::token(const http::Request& request) const {
    return request.cookie(name());
}

void SessionCookie::set(http::Response& response, std::string_view token) const {
    response.set("Set-Cookie", make_secret_cookie(name(), token, access::session_absolute_limit, https_));
}

void SessionCookie::clear(http::Response& response) const {
    response.set("Set-Cookie", make_secret_cookie(name(), "", std::chrono::seconds(0), https_));
}

}  // namespace rollcall::api
