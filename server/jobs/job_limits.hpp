#pragma once

#include <chrono>

#include "jobs/back_off.hpp"

namespace rollcall::jobs {

/// How soon a PeriodicWorker does work that nobody has announced: long against the cost of looking, which is one entry
/// of an index.
inline constexpr std::chrono::milliseconds default_pause = std::chrono::seconds(5);

inline constexpr std::chrono::milliseconds retry_pauses[] = {std::chrono::seconds(5), std::chrono::seconds(5),
                                                             std::chrono::seconds(10), std::chrono::seconds(30)};
/// When a PeriodicWorker runs again after a run that threw.
inline constexpr BackOff default_retries{retry_pauses, true};

/// How long it may take from the note that a blob is unreferenced to the row that points to it. What takes longer has
/// crashed, and the blob is deleted.
inline constexpr auto keeping_time = std::chrono::seconds(60);

}  // namespace rollcall::jobs
