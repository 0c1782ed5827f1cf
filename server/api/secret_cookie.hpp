#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace rollcall::api {

/// The value of Set-Cookie for a secret that no script may read and no other site may send: HttpOnly, SameSite=Lax, and
/// Secure on https (RFC 6265bis, section 4.1.2).
std::string make_secret_cookie(std::string_view name, std::string_view value, std::chrono::seconds max_age, bool https);

}  // namespace rollcall::api
