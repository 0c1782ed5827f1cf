#pragma once

#include <chrono>
#include <cstdint>

#include "jobs/back_off.hpp"

namespace rollcall::jobs {

/// How soon a PeriodicWorker does work that nobody has announced, or that was announced on another instance: long
/// against the cost of looking, which is one entry of an index.
inline constexpr std::chrono::milliseconds default_pause = std::chrono::seconds(1);

/// How soon work is taken over from an instance that has ended, at the latest.
inline constexpr std::chrono::milliseconds claim_pause = std::chrono::seconds(5);

/// How long others keep from what an instance works on, such as an email, unless it renews that time: it may have
/// ended, or lost its claim of the work without knowing.
inline constexpr std::chrono::milliseconds lease_time = std::chrono::seconds(10);
inline constexpr std::chrono::milliseconds lease_renewal_pause = std::chrono::seconds(3);

inline constexpr std::chrono::milliseconds retry_pauses[] = {std::chrono::seconds(5), std::chrono::seconds(5),
                                                             std::chrono::seconds(10), std::chrono::seconds(30)};
/// When a PeriodicWorker runs again after a run that threw.
inline constexpr BackOff default_retries{retry_pauses, true};

/// How long work that writes in small steps pauses between them after another write.
inline constexpr auto pausing_time = std::chrono::seconds(2);

/// How long it may take from the note that a blob is unreferenced to the row that points to it, besides the time that
/// the storage may take to accept it (storage::longest_upload). What takes longer has crashed, and the blob is deleted.
inline constexpr auto keeping_time = std::chrono::seconds(30);

/// How many unreferenced blobs are read together.
inline constexpr std::int64_t unreferenced_blobs_page = 200;
/// After this number of blobs that cannot be deleted a run ends: the storage is away.
inline constexpr std::int64_t max_failed_deletions = 100;

}  // namespace rollcall::jobs
