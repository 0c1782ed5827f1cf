#pragma once

#include <chrono>
#include <cstddef>

namespace rollcall::connectors {

inline constexpr std::size_t shortest_secret = 16;   ///< code points: nobody guesses one at the rate of requests
inline constexpr std::size_t longest_secret = 1000;  ///< code points

inline constexpr std::size_t shortest_key = 8;
inline constexpr std::size_t longest_key = 500;

/// The time of a connection's last event is stored at most once in this period.
inline constexpr auto event_resolution = std::chrono::minutes(1);

}  // namespace rollcall::connectors
