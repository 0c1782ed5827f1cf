#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>

/// Numbers as text, small ones in one character: ASCII without zero bytes, which both databases keep in a column of
/// text. A number is written plus one, six bits a byte, the lowest first. All bytes but the last have the seventh bit;
/// the last is not zero, since it has the highest bits of a number that is not zero.
namespace rollcall {

namespace packed_numbers {
inline constexpr unsigned bits_per_byte = 6;
inline constexpr std::uint64_t continues = 1U << bits_per_byte;
inline constexpr std::uint64_t lowest_bits = continues - 1;
}  // namespace packed_numbers

/// Appends a number; small ones take a byte, each six bits more another.
inline void append_packed_number(std::string& text, std::uint64_t number) {
    using namespace packed_numbers;
    ++number;
    while (number > lowest_bits) {
        text.push_back(static_cast<char>(continues | (number & lowest_bits)));
        number >>= bits_per_byte;
    }
    text.push_back(static_cast<char>(number));
}

/// The number that begins at `at`, which is moved behind it. Throws std::runtime_error where it is cut off. Here, since
/// a list is read with a million of these.
inline std::uint64_t read_packed_number(std::string_view text, std::size_t& at) {
    using namespace packed_numbers;
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < std::numeric_limits<std::uint64_t>::digits; shift += bits_per_byte) {
        if (at == text.size()) break;
        const auto byte = static_cast<unsigned char>(text[at++]);
        number |= (byte & lowest_bits) << shift;
        if (byte < continues) return number - 1;
    }
    throw std::runtime_error("a packed number that is cut off");
}

}  // namespace rollcall
