#pragma once

#include <chrono>
#include <cstdint>

namespace rollcall::campaigns {

/// Contacts that are judged and whose attempts are inserted in one write, since other writes wait for it.
inline constexpr std::int64_t audience_chunk_contacts = 100;
/// Contacts that are read to find those: a filter may match few of them.
inline constexpr std::int64_t audience_window_contacts = 1'000;
/// How long one campaign's attempts are inserted before another one gets its turn.
inline constexpr auto audience_turn = std::chrono::milliseconds(500);

/// Of larger audiences a sample is judged, unless all are to be counted.
inline constexpr std::int64_t max_audience_judged = 2'000;
/// How many contacts are read to find these, and for a sample.
inline constexpr std::int64_t max_audience_read = 10'000;

}  // namespace rollcall::campaigns
