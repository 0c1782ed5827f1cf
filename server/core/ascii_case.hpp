#pragma once

#include <string>
#include <string_view>

namespace rollcall {

/// With small letters for the capital ones of ASCII; everything else stays.
inline std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (auto& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return lower;
}

}  // namespace rollcall
