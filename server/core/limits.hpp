#pragma once

#include <chrono>
#include <cstddef>

namespace rollcall {

/// Characters (code points) in a name or another text of one line.
inline constexpr std::size_t max_line_characters = 200;

/// Memory for the JSON documents that are parsed at the same time: as values they take up to `json_memory_factor` times
/// their size. Documents up to `small_json_bytes` do not count.
inline constexpr std::size_t json_memory_bytes = 128UL * 1024 * 1024;
inline constexpr std::size_t json_memory_factor = 16;
inline constexpr std::size_t small_json_bytes = 64UL * 1024;

/// How many threads wait for that memory, and for how long, before a request is refused.
inline constexpr std::size_t max_waiting_for_json_memory = 32;
inline constexpr std::chrono::milliseconds json_memory_timeout{30'000};
inline constexpr std::chrono::seconds memory_retry_after{5};

}  // namespace rollcall
