#include "core/searching/packed_numbers.hpp"

#include <limits>
#include <stdexcept>

namespace rollcall {

namespace {

// A number is written plus one, six bits a byte, the lowest first. All bytes but the last have the seventh bit; the
// last is not zero, since it has the highest bits of a number that is not zero.
constexpr unsigned bits_per_byte = 6;
constexpr std::uint64_t continues = 1U << bits_per_byte;
constexpr std::uint64_t lowest_bits = continues - 1;

}  // namespace

void append_packed_number(std::string& text, std::uint64_t number) {
    ++number;
    while (number > lowest_bits) {
        text.push_back(static_cast<char>(continues | (number & lowest_bits)));
        number >>= bits_per_byte;
    }
    text.push_back(static_cast<char>(number));
}

std::uint64_t read_packed_number(std::string_view text, std::size_t& at) {
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
