#include "calls/words/position_list.hpp"

#include <cstdint>
#include <stdexcept>

#include "core/searching/packed_numbers.hpp"

namespace rollcall::calls {

namespace {

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
    append_packed_number(text, static_cast<std::uint64_t>(next.started_at - previous.started_at));
    append_packed_number(text, without_sign(next.number - previous.number));
}

std::vector<CallPosition> read_positions(const CallPosition& first, std::string_view text) {
    std::vector<CallPosition> positions{first};
    positions.reserve(1 + text.size() / 2);
    for (std::size_t at = 0; at < text.size();) {
        auto next = positions.back();
        next.started_at += static_cast<std::int64_t>(read_packed_number(text, at));
        next.number += with_sign(read_packed_number(text, at));
        positions.push_back(next);
    }
    return positions;
}

}  // namespace rollcall::calls
