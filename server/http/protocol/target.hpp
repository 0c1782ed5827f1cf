#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/protocol/request.hpp"

namespace rollcall::http {

/// What a request line asks for (RFC 9112, section 3.2.1: origin-form and nothing else).
struct Target {
    std::string_view raw_path;  ///< as it came, percent-encoded; for Router::find
    std::string path;           ///< decoded
    Request::Pairs query;       ///< decoded
};

/// Throws Error::malformed when it does not begin with '/', or holds a bad escape, a NUL, bytes that are not UTF-8,
/// or in its path a control character or a dot segment (however encoded).
Target parse_target(std::string_view target);

/// Nothing when an escape is not '%' and two hex digits. The bytes may be anything.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace rollcall::http
