#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace rollcall::connectors {

/// How many deliveries of a connection are listed, and how many are kept of those of which nothing else is stored.
inline constexpr std::int64_t most_deliveries = 100;

/// How much of a payload is shown, in bytes.
inline constexpr std::size_t longest_shown_payload = 256UL * 1024;

/// How many deliveries about one call are read again at most by a replay, and how large they are together: they are in
/// memory at once.
inline constexpr std::int64_t most_replayed_deliveries = 1'000;
inline constexpr std::size_t most_replayed_bytes = 16UL * 1024 * 1024;
/// How many of them may say something about the call: each is stored in the one write for which others wait.
inline constexpr std::size_t most_replayed_updates = 50;

/// For each administrator.
inline constexpr std::size_t test_events_per_window = 5;
inline constexpr std::chrono::minutes test_event_window{10};

}  // namespace rollcall::connectors
