#pragma once

#include <boost/json/value.hpp>
#include <string_view>

namespace rollcall::http {

/// Parses one JSON text (RFC 8259), strictly where parsers disagree (RFC 7493, I-JSON): no duplicate names in an
/// object, UTF-8 without a byte order mark, no lone surrogates, no `\u0000` (PostgreSQL cannot store it), no number
/// beyond a double, at most max_json_depth nested arrays and objects, nothing after the text.
///
/// Whole numbers become int64, or uint64 if they are larger; all others the nearest double. Throws
/// Error::malformed with what is wrong and at which byte.
boost::json::value parse_json(std::string_view text);

}  // namespace rollcall::http
