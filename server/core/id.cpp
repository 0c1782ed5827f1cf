#include "core/id.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "core/random.hpp"

namespace rollcall {

std::string make_uuid(Time now) {
    std::array<std::byte, 10> random{};
    fill_random(random);
    const auto at = [&](std::size_t index) { return std::to_integer<std::uint64_t>(random[index]); };

    const auto time = static_cast<std::uint64_t>(milliseconds(now)) & 0xffff'ffff'ffffULL;
    const auto version = 0x7000 | ((at(0) << 8 | at(1)) & 0x0fff);
    const auto variant = 0x8000 | ((at(2) << 8 | at(3)) & 0x3fff);
    std::uint64_t tail = 0;
    for (std::size_t index = 4; index < 10; ++index) tail = tail << 8 | at(index);
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", time >> 16, time & 0xffff, version, variant, tail);
}

}  // namespace rollcall
