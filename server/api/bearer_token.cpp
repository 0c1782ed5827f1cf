#include "api/bearer_token.hpp"

#include <algorithm>

#include "http/protocol/ascii.hpp"

namespace rollcall::api {

std::optional<std::string_view> find_bearer_token(const http::Request& request) {
    constexpr std::string_view scheme = "bearer";
    auto credentials = request.header("authorization").value_or("");
    if (!http::equals_ignoring_case(credentials.substr(0, credentials.find(' ')), scheme)) return std::nullopt;
    credentials.remove_prefix(scheme.size());
    credentials.remove_prefix(std::min(credentials.find_first_not_of(' '), credentials.size()));
    return credentials;
}

}  // namespace rollcall::api
