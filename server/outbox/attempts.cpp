#include "outbox/attempts.hpp"

#include <algorithm>
#include <array>

namespace rollcall::outbox {

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::chrono::seconds, 5> pauses{10s, 1min, 5min, 15min, 1h};
constexpr std::chrono::seconds patience = 48h;

}  // namespace

std::optional<Time> next_attempt(std::int64_t attempts_so_far, Time created_at, Time now) {
    const auto index = std::clamp<std::int64_t>(attempts_so_far - 1, 0, pauses.size() - 1);
    if (now - created_at >= patience) return std::nullopt;
    return now + pauses[static_cast<std::size_t>(index)];
}

}  // namespace rollcall::outbox
