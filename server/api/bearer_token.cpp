#include "api/bearer_token.hpp"

#include <algorithm>

#include "access/token_scopes.hpp"
#include "http/protocol/ascii.hpp"

namespace rollcall::api {

std::optional<std::string_view> find_bearer_token(const http::Request& request) {
    constexpr std::string_view scheme = "bearer";
    for (const auto& [name, value] : request.headers) {
        if (name != "authorization") continue;
        std::string_view credentials = value;
        if (!http::equals_ignoring_case(credentials.substr(0, credentials.find(' ')), scheme)) continue;
        credentials.remove_prefix(scheme.size());
        credentials.remove_prefix(std::min(credentials.find_first_not_of(' '), credentials.size()));
        if (credentials.starts_with(access::api_token_beginning)) return credentials;
    }
    return std::nullopt;
}

}  // namespace rollcall::api
