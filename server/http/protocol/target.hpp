#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/protocol/request.hpp"

namespace rollcall::http {

/// A target in absolute-form (RFC 9112, section 3.2.2): "http://calls.example.com:8080/members?limit=10".
struct AbsoluteTarget {
    std::string_view authority;  ///< host and port, not checked
    std::string_view rest;       ///< path and query; begins with '/' or '?', or is empty
};

/// Nothing when it does not begin with http:// or https://.
std::optional<AbsoluteTarget> split_absolute_target(std::string_view target);

/// The target of a request line, in origin-form or absolute-form (RFC 9112, sections 3.2.1 and 3.2.2).
struct Target {
    std::string_view authority;  ///< of the absolute-form; precedes the Host header
    std::string_view raw_path;   ///< percent-encoded, for Router::find
    std::string path;            ///< decoded
    std::string_view raw_query;  ///< without the '?', for parse_query
};

/// Throws Error::malformed when it has another form, or its path contains an invalid escape, a control character, bytes
/// that are not UTF-8, or a dot segment (in any encoding).
Target parse_target(std::string_view target);

/// Decoded. Throws Error::malformed for an invalid escape, a NUL, bytes that are not UTF-8, and too many parameters.
Request::Pairs parse_query(std::string_view raw_query);

/// Nothing when an escape is not '%' and two hex digits. The result may be any bytes.
std::optional<std::string> decode_percent(std::string_view text);

}  // namespace rollcall::http
