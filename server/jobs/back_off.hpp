#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "core/clock.hpp"

namespace rollcall::jobs {

/// When something that has failed is tried again. `pauses` is borrowed: it is a constant of the feature.
struct BackOff {
    std::span<const std::chrono::milliseconds> pauses;         ///< after the first attempt, after the second, ...
    bool repeats_last_pause = false;                           ///< or there is no attempt after them
    std::optional<std::chrono::milliseconds> give_up_after{};  ///< how long after the first attempt is due

    /// How long to wait after this many failed attempts. Nothing after the last attempt.
    std::optional<std::chrono::milliseconds> pause_after(std::int64_t attempts) const;

    /// The time of the next attempt, or nothing once it is given up. `since` is when the first attempt was due.
    std::optional<Time> next_attempt(std::int64_t attempts, Time since, Time now) const;
};

}  // namespace rollcall::jobs
