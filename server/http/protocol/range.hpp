#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "http/protocol/request.hpp"

namespace rollcall::http {

/// A part of a resource with at least one byte.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t length = 0;

    bool operator==(const ByteRange&) const = default;
};

/// The range begins after the end: 416.
struct UnsatisfiableRange {
    bool operator==(const UnsatisfiableRange&) const = default;
};

/// The whole resource: 200.
struct WholeRange {
    bool operator==(const WholeRange&) const = default;
};

using RequestedRange = std::variant<WholeRange, ByteRange, UnsatisfiableRange>;

/// The range that a request asks for, of a resource of `size` bytes (RFC 9110, sections 13.1.5 and 14). One range of
/// bytes is supported. Every method but GET, an invalid header, several ranges, and an If-Range that is not
/// `quoted_tag` (a strong tag; dates are not supported) ask for the whole resource.
RequestedRange parse_range(const Request& request, std::uint64_t size, std::string_view quoted_tag);

}  // namespace rollcall::http
