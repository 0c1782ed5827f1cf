#include "core/id.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <mutex>
#include <span>

#include "core/random.hpp"

namespace rollcall {

namespace {

/// 26 bits that grow from id to id within a millisecond, and are random at its first: half of them are left to grow.
/// While the clock is set back they grow on.
std::uint32_t next_in_millisecond(std::int64_t time) {
    static std::mutex mutex;
    static std::int64_t latest = 0;
    static std::uint32_t number = 0;
    const std::scoped_lock lock(mutex);
    if (time > latest) {
        latest = time;
        fill_random(std::as_writable_bytes(std::span(&number, 1)));
        number &= 0x1ff'ffff;
    } else {
        number = (number + 1) & 0x3ff'ffff;
    }
    return number;
}

}  // namespace

std::string make_uuid(Time now) {
    std::array<std::byte, 6> random{};
    fill_random(random);
    const auto number = next_in_millisecond(milliseconds(now));

    const auto time = static_cast<std::uint64_t>(milliseconds(now)) & 0xffff'ffff'ffffULL;
    const auto version = 0x7000 | number >> 14;
    const auto variant = 0x8000 | (number & 0x3fff);
    std::uint64_t tail = 0;
    for (const auto byte : random) tail = tail << 8 | std::to_integer<std::uint64_t>(byte);
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", time >> 16, time & 0xffff, version, variant, tail);
}

}  // namespace rollcall
