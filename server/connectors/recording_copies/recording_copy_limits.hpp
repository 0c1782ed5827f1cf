#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>

#include "jobs/back_off.hpp"

namespace rollcall::connectors {

/// How many recordings are copied at once. Most of this time is waiting for servers.
inline constexpr int copying_threads = 8;
/// How many of these are from one host.
inline constexpr int max_downloads_per_host = 2;
/// A download that takes this long is slow, ...
inline constexpr auto slow_after = std::chrono::seconds(15);
/// ... and this number of slow ones goes on. The others are ended, and tried again.
inline constexpr int max_slow_downloads = 3;
/// How long a host is known to be slow: its next downloads begin only where a slow one may run.
inline constexpr auto slow_host_memory = std::chrono::minutes(10);
inline constexpr std::size_t max_slow_hosts = 1'000;
/// How many programs that read audio run at once.
inline constexpr int max_audio_programs = 2;
/// How many recordings that are due are looked at together, for one whose host has a place.
inline constexpr std::int64_t due_recordings_page = 200;
/// How many such pages one search reads: the queue of one host may be long, and each thread searches every second.
inline constexpr int pages_per_search = 5;

/// How often calls are sought of which nothing but a recording has come.
inline constexpr std::chrono::milliseconds completing_pause = std::chrono::minutes(1);

inline constexpr std::chrono::milliseconds copy_pauses[] = {
    std::chrono::seconds(30), std::chrono::minutes(2), std::chrono::minutes(5), std::chrono::minutes(15),
    std::chrono::minutes(30), std::chrono::hours(1),   std::chrono::hours(2),   std::chrono::hours(4),
    std::chrono::hours(8),    std::chrono::hours(8),
};
/// When a recording that its server did not send is tried again. It is given up after these attempts, about a day.
inline constexpr jobs::BackOff source_retries{copy_pauses};
/// How many attempts are counted at most where our storage or the program that reads audio failed. The longer pauses,
/// 23 hours together, are left for failures of the recording's server, however long ours lasted.
inline constexpr std::int64_t most_own_attempts = 5;
/// When a recording is tried again after such a failure. The audio is not to blame, so it is never given up.
inline constexpr jobs::BackOff own_retries{std::span(copy_pauses).first(most_own_attempts + 1), true};

inline constexpr long largest_recording = 200L * 1024 * 1024;  ///< bytes

// One download.
inline constexpr std::chrono::seconds download_timeout = std::chrono::minutes(10);
inline constexpr int most_redirects = 5;
/// A server that sends less than this per second, for that long, is given up: no telephone line is as slow.
inline constexpr long lowest_download_speed = 8'000;
inline constexpr std::chrono::seconds low_speed_timeout{30};

// The program that reads audio, and what it prints.
inline constexpr auto audio_timeout = std::chrono::seconds(180);
inline constexpr std::size_t largest_audio_output = 64 * 1024;

/// How much of a blob is read at once.
inline constexpr std::size_t blob_chunk_size = 64 * 1024;

}  // namespace rollcall::connectors
