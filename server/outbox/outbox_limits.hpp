#pragma once

#include <chrono>

#include "jobs/back_off.hpp"

namespace rollcall::outbox {

/// How often kept files are sought whose email was deleted by another instance.
inline constexpr std::chrono::milliseconds kept_files_pause = std::chrono::minutes(10);

inline constexpr std::chrono::milliseconds retry_pauses[] = {
    std::chrono::seconds(10), std::chrono::minutes(1), std::chrono::minutes(5),
    std::chrono::minutes(15), std::chrono::hours(1),
};
/// When an email that could not be delivered is tried again. It is given up after two days.
inline constexpr jobs::BackOff retries{retry_pauses, true, std::chrono::hours(48)};

}  // namespace rollcall::outbox
