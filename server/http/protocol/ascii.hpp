#pragma once

#include <algorithm>
#include <string>
#include <string_view>

/// The text of a header is compared and trimmed by ASCII rules (RFC 9110, section 5.6).
namespace rollcall::http {

constexpr char to_lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

inline std::string to_lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char letter) { return to_lower(letter); });
    return result;
}

constexpr bool equals_ignoring_case(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, [](char a, char b) { return to_lower(a) == to_lower(b); });
}

/// Without spaces and tabs at both ends.
constexpr std::string_view trim_blanks(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace rollcall::http
