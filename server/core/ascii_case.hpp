#pragma once

#include <string>
#include <string_view>

namespace rollcall {

inline char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

/// With small letters for the capital ones of ASCII; everything else stays.
inline std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (auto& c : lower) c = lower_ascii(c);
    return lower;
}

}  // namespace rollcall
