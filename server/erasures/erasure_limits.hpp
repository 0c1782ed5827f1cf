#pragma once

#include <chrono>
#include <cstdint>

#include "jobs/back_off.hpp"

namespace rollcall::erasures {

/// What is known about a number is gone within this time: from every file of the data folder, or from the tables of
/// PostgreSQL (Database::erases_from).
inline constexpr auto number_erasure_time = std::chrono::seconds(60);
/// A number with more calls than this, such as an agent's own, takes longer: for each of the others ...
inline constexpr std::int64_t most_calls_in_time = 1'000;
/// ... so much.
inline constexpr auto time_per_call = std::chrono::milliseconds(20);

/// How many calls are found at once, in one read, ...
inline constexpr std::int64_t calls_found_at_once = 5'000;
/// ... and how many one write erases, while others wait: the words of each are hundreds.
inline constexpr std::int64_t calls_erased_at_once = 20;
/// Writes with which the request itself erases calls; the worker does the rest.
inline constexpr int writes_of_request = 10;
inline constexpr std::int64_t events_erased_at_once = 200;
inline constexpr std::int64_t attempts_erased_at_once = 100;

inline constexpr std::int64_t erased_numbers_read_at_once = 1'000;

/// Of a restored database: phone numbers, calls and webhooks that are read at once.
inline constexpr std::int64_t phones_read_at_once = 5'000;
inline constexpr std::int64_t calls_read_at_once = 5'000;
inline constexpr std::int64_t events_read_at_once = 200;

/// A failed erasure is tried again this often, so that one which becomes possible in time is finished in time.
inline constexpr std::chrono::milliseconds number_erasure_retry_pauses[] = {std::chrono::seconds(5)};
inline constexpr jobs::BackOff number_erasure_retries{number_erasure_retry_pauses, true};

}  // namespace rollcall::erasures
