#pragma once

#include <string>
#include <string_view>

#include "http/protocol/request.hpp"

namespace rollcall::http {

/// All values of a header that is a list, as one (RFC 9110, section 5.3).
std::string joined(const Request& request, std::string_view name);

/// Whether If-None-Match names the tag (RFC 9110, section 13.1.2): then the client has what it asks for.
bool is_known(const Request& request, std::string_view quoted_tag);

}  // namespace rollcall::http
