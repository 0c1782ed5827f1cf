#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/protocol/request.hpp"

namespace rollcall::http {

/// The target of a request line (RFC 9112, section 3.2.1: origin-form only).
struct Target {
    std::string_view raw_path;  ///< percent-encoded, for Router::find
    std::string path;           ///< decoded
    Request::Pairs query;       ///< decoded
};

/// Throws Error::malformed when it does not begin with '/', or contains an invalid escape, a NUL, bytes that are not
/// UTF-8, or in its path a control character or a dot segment (in any encoding).
Target parse_target(std::string_view target);

/// Nothing when an escape is not '%' and two hex digits. The result may be any bytes.
std::optional<std::string> decode_percent(std::string_view text);

}  // namespace rollcall::http
