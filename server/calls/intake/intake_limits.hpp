#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Limits of what comes in, and of what is kept of it.
namespace rollcall::calls {

/// The length of a longer one is not believed.
inline constexpr auto longest_call = std::chrono::days(7);

/// How far the clock of a program that sends an API call may be ahead of ours.
inline constexpr auto clock_difference = std::chrono::minutes(5);

// API calls.
inline constexpr std::size_t largest_api_call = 2'000'000;  ///< bytes of a request
inline constexpr std::size_t longest_summary = 10'000;      ///< bytes
inline constexpr double highest_cost_in_usd = 1'000'000;
inline constexpr std::size_t longest_api_recording_url = 2'000;  ///< bytes
inline constexpr std::size_t longest_idempotency_key = 200;
inline constexpr auto idempotency_lifetime = std::chrono::days(2);

/// A longer address of a recording is as if the platform had not said it.
inline constexpr std::size_t longest_recording_url = 4'000;

/// ElevenLabs sends the audio and the transcript of a call apart. A call whose transcript has not come this long after
/// its audio is completed without it.
inline constexpr auto audio_only_period = std::chrono::hours(1);
inline constexpr int calls_completed_at_once = 100;

// External ids.
inline constexpr std::size_t most_external_ids = 100;    ///< of one agent
inline constexpr std::size_t longest_external_id = 200;  ///< code points
/// How many waiting calls one write assigns, while others wait: the words of each are split and stored.
inline constexpr int waiting_calls_per_write = 20;

/// Live views read twice a second; fewer calls than this change in between.
inline constexpr std::int64_t call_changes_kept = 10'000;

/// The search compares the beginning of longer words only.
inline constexpr std::int32_t longest_word = 60;  ///< code points

// The words of new calls are queued, and added to the index of the search many calls at a time: each row of the index
// that is written then takes in several of them. Each search reads what is queued.
inline constexpr std::int64_t calls_between_checks = 32;         ///< of how much is queued
inline constexpr std::int64_t most_queued_calls_of_agent = 256;  ///< then these are added to the index
inline constexpr std::int64_t most_queued_calls = 512;           ///< then those of the agents that have the most
inline constexpr std::size_t longest_queued_words = 8'000;       ///< bytes; more are added to the index at once

/// Of how many calls one write updates the words, while others wait: a call has hundreds.
inline constexpr int refolded_calls = 20;

/// How many days of one agent are summed in one write while sums follow another time zone, or new rules of it: other
/// writers wait as long.
inline constexpr std::chrono::days days_per_sum{31};

/// Of the analysis in an API call: fields, and code points of a name or a text.
inline constexpr std::size_t most_analysis_fields = 100;
inline constexpr std::size_t longest_analysis_text = 1'000;

}  // namespace rollcall::calls
