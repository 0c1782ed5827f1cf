#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rollcall::app {

/// The origin (RFC 6454, section 6.2) of an http or https address, as browsers write it: in small letters, an IPv6
/// address in its shortest form, and without a port that is the scheme's own. Nothing when it is no such address, or
/// has a user, a path other than '/', a query or a fragment.
std::optional<std::string> parse_origin(std::string_view address);

}  // namespace rollcall::app
