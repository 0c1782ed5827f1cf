#include "calls/words/position_list.hpp"

#include <cstdint>
#include <limits>
#include <stdexcept>

namespace rollcall::calls {

namespace {

// A number is written plus one, six bits a byte, the lowest first. All bytes but the last have the seventh bit; the
// last is not zero, since it has the highest bits of a number that is not zero.
constexpr unsigned bits_per_byte = 6;
constexpr std::uint64_t continues = 1U << bits_per_byte;
constexpr std::uint64_t lowest_bits = continues - 1;

void append_number(std::string& text, std::uint64_t number) {
    ++number;
    while (number > lowest_bits) {
        text.push_back(static_cast<char>(continues | (number & lowest_bits)));
        number >>= bits_per_byte;
    }
    text.push_back(static_cast<char>(number));
}

std::uint64_t read_number(std::string_view text, std::size_t& at) {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < std::numeric_limits<std::uint64_t>::digits; shift += bits_per_byte) {
        if (at == text.size()) break;
        const auto byte = static_cast<unsigned char>(text[at++]);
        number |= (byte & lowest_bits) << shift;
        if (byte < continues) return number - 1;
    }
    throw std::runtime_error("a list of positions that is cut off");
}

// Of two calls in the order of time either may have the lower number.
std::uint64_t without_sign(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
std::int64_t with_sign(std::uint64_t number) {
    return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

}  // namespace

void append_position(std::string& text, const CallPosition& previous, const CallPosition& next) {
    if (next <= previous) throw std::logic_error("positions that are not in order");
    append_number(text, static_cast<std::uint64_t>(next.started_at - previous.started_at));
    append_number(text, without_sign(next.number - previous.number));
}

std::vector<CallPosition> read_positions(const CallPosition& first, std::string_view text) {
    std::vector<CallPosition> positions{first};
    positions.reserve(1 + text.size() / 2);
    for (std::size_t at = 0; at < text.size();) {
        auto next = positions.back();
        next.started_at += static_cast<std::int64_t>(read_number(text, at));
        next.number += with_sign(read_number(text, at));
        positions.push_back(next);
    }
    return positions;
}

}  // namespace rollcall::calls
