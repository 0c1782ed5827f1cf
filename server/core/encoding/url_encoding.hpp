#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace rollcall {

/// A text as one part of a path, or as a value in a query (RFC 3986): all but unreserved characters are encoded.
inline std::string url_encode(std::string_view text) {
    constexpr std::string_view unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    std::string encoded;
    for (const auto c : text) {
        if (unreserved.find(c) != unreserved.npos) {
            encoded += c;
        } else {
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return encoded;
}

}  // namespace rollcall
