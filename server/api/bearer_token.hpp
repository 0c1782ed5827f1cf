#pragma once

#include <optional>
#include <string_view>

#include "http/protocol/request.hpp"

namespace rollcall::api {

/// The API token of an `Authorization: Bearer` header (RFC 6750, section 2.1); nothing where there is none that begins
/// like ours: a proxy in front may send credentials of its own, of any scheme. The case of the scheme does not
/// matter (RFC 9110, section 11.1).
std::optional<std::string_view> find_bearer_token(const http::Request& request);

}  // namespace rollcall::api
