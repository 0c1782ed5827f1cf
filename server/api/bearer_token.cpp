#include "api/bearer_token.hpp"

#include <algorithm>
#include <cctype>

namespace rollcall::api {

std::optional<std::string_view> bearer_token(const http::Request& request) {
    constexpr std::string_view scheme = "bearer";
    auto credentials = request.header("authorization").value_or("");
    const auto is_same = [](unsigned char left, char right) { return std::tolower(left) == right; };
    if (!std::ranges::equal(credentials.substr(0, credentials.find(' ')), scheme, is_same)) return std::nullopt;
    credentials.remove_prefix(scheme.size());
    credentials.remove_prefix(std::min(credentials.find_first_not_of(' '), credentials.size()));
    return credentials;
}

}  // namespace rollcall::api
