#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "http/protocol/request.hpp"

namespace rollcall::http {

/// A part of a thing that has at least one byte.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t length = 0;

    bool operator==(const ByteRange&) const = default;
};

/// None of what is asked for is there: 416.
struct NotSatisfiable {
    bool operator==(const NotSatisfiable&) const = default;
};

/// All of it: 200.
struct Whole {
    bool operator==(const Whole&) const = default;
};

using AskedRange = std::variant<Whole, ByteRange, NotSatisfiable>;

/// What a request asks of a thing of `size` bytes (RFC 9110, sections 13.1.5 and 14). One range of bytes is understood.
/// All of it is asked for by any method but GET, by a header that is no such range, by several ranges, and by a range
/// of another state than `quoted_tag` (If-Range; a strong tag, and no date, for things here have none).
AskedRange asked_range(const Request& request, std::uint64_t size, std::string_view quoted_tag);

}  // namespace rollcall::http
