#include "jobs/back_off.hpp"

#include <algorithm>

namespace rollcall::jobs {

std::optional<std::chrono::milliseconds> BackOff::pause_after(std::int64_t attempts) const {
    const auto index = static_cast<std::size_t>(std::max<std::int64_t>(attempts - 1, 0));
    if (index < pauses.size()) return pauses[index];
    if (repeats_last_pause) return pauses.back();
    return std::nullopt;
}

std::optional<Time> BackOff::next_attempt(std::int64_t attempts, Time since, Time now) const {
    if (give_up_after && now - since >= *give_up_after) return std::nullopt;
    const auto pause = pause_after(attempts);
    return pause ? std::optional(now + *pause) : std::nullopt;
}

}  // namespace rollcall::jobs
