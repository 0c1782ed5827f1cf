#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace rollcall::campaigns {

inline constexpr std::size_t max_campaign_segments = 20;  ///< whose contacts are called, and as many that are excluded
inline constexpr std::size_t max_variables = 50;
inline constexpr std::size_t max_variable_name_characters = 100;
inline constexpr std::size_t max_webhook_url_bytes = 2'000;
inline constexpr auto longest_time_until_start = std::chrono::days(366);
inline constexpr auto start_tolerance = std::chrono::minutes(1);  ///< for a clock of the caller that is behind

inline constexpr std::int64_t default_days = 0b001'1111;  ///< Monday to Friday
inline constexpr int default_hours_from = 9 * 60;
inline constexpr int default_hours_to = 18 * 60;

inline constexpr std::int64_t default_calls_per_hour = 60;
inline constexpr std::int64_t max_calls_per_hour = 3'600;
inline constexpr std::int64_t default_at_once = 1;
inline constexpr std::int64_t max_at_once = 100;
inline constexpr std::int64_t default_attempts = 3;
inline constexpr std::int64_t max_attempts = 10;
inline constexpr std::int64_t default_retry_minutes[] = {60, 240};
inline constexpr std::int64_t max_retry_minutes = 30 * 24 * 60;

}  // namespace rollcall::campaigns
