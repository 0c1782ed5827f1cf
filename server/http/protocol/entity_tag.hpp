#pragma once

#include <string>
#include <string_view>

#include "http/protocol/request.hpp"

namespace rollcall::http {

/// The values of all headers of that name, joined by commas (RFC 9110, section 5.3).
std::string join_header_values(const Request& request, std::string_view name);

/// Whether If-None-Match names the tag (RFC 9110, section 13.1.2): the client has this version already.
bool matches_if_none_match(const Request& request, std::string_view quoted_tag);

}  // namespace rollcall::http
