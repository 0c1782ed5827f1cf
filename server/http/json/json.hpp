#pragma once

#include <boost/json/value.hpp>
#include <string_view>

namespace rollcall::http {

/// Reads one JSON text (RFC 8259), stricter than the RFC asks where readers disagree (RFC 7493, I-JSON): no name twice
/// in one object at any depth, UTF-8 without a byte order mark, no lone surrogates, no `\u0000` (the databases cannot
/// hold it), no number beyond a double, at most 32 arrays and objects inside one another, nothing after the text.
///
/// Whole numbers become int64, or uint64 where only that fits; all others the nearest double.
/// Throws Error::malformed that says what is wrong and how many bytes were read before it.
boost::json::value parse_json(std::string_view text);

}  // namespace rollcall::http
