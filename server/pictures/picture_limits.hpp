#pragma once

#include <chrono>
#include <cstddef>

namespace rollcall::pictures {

inline constexpr std::size_t largest_upload = 8UL * 1024 * 1024;

/// For the program that reads one picture (rollcall-picture).
inline constexpr auto longest_reading_time = std::chrono::seconds(60);  // much is waiting: its priority is low
inline constexpr std::size_t largest_output = 512 * 1024;

/// How many of these programs run at once, and how many uploads may wait for one of them.
inline constexpr int max_running_programs = 2;
inline constexpr int max_waiting_uploads = 16;

}  // namespace rollcall::pictures
