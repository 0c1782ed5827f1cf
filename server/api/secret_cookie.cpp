#include "api/secret_cookie.hpp"

#include <fmt/format.h>

namespace rollcall::api {

std::string make_secret_cookie(std::string_view name, std::string_view value, std::chrono::seconds max_age,
                               bool https) {
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", name, value, max_age.count(),
                       https ? "; Secure" : "");
}

}  // namespace rollcall::api
