#include "api/session_cookie.hpp"

#include <fmt/format.h>

#include "access/session_limits.hpp"

namespace rollcall::api {

std::optional<std::string_view> SessionCookie::token(const http::Request& request) const {
    return request.cookie(name());
}

void SessionCookie::set(http::Response& response, std::string_view token) const {
    const std::chrono::seconds longest = access::session_absolute_limit;
    response.set("Set-Cookie", header(token, longest.count()));
}

void SessionCookie::clear(http::Response& response) const { response.set("Set-Cookie", header("", 0)); }

std::string SessionCookie::header(std::string_view token, long seconds) const {
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", name(), token, seconds,
                       https_ ? "; Secure" : "");
}

}  // namespace rollcall::api
