#pragma once

#include <array>
#include <chrono>
#include <cstdint>

/// Limits and waits of the dialler.
namespace rollcall::campaigns {

/// How long after its claim the platform is asked for a call of which nothing is known.
inline constexpr std::array lookup_ages{std::chrono::minutes(1), std::chrono::minutes(2), std::chrono::minutes(4),
                                        std::chrono::minutes(8)};
/// For how many calls a connection is asked in one pass, and how many are looked through for those.
inline constexpr int lookups_at_once = 10;
inline constexpr std::int64_t attempts_looked_through = 1'000;
/// When it is given up as unknown.
inline constexpr auto unknown_after = std::chrono::minutes(15);
/// When an attempt that the platform has taken is given up as unknown, because no end of its call was reported.
inline constexpr auto unreported_after = std::chrono::hours(4);
inline constexpr std::int64_t attempts_given_up_at_once = 100;

/// How long a campaign waits after the platform took no call, unless it says so itself.
inline constexpr std::chrono::seconds platform_pause = std::chrono::minutes(1);
inline constexpr std::chrono::seconds shortest_platform_pause{1};
inline constexpr std::chrono::seconds longest_platform_pause = std::chrono::hours(1);
/// When a campaign is looked at again that waits for its calls to end; a report is faster.
inline constexpr auto open_attempts_pause = std::chrono::minutes(1);
/// When a campaign is looked at again that could not be read or stored.
inline constexpr auto failed_campaign_pause = std::chrono::minutes(5);

/// How many due attempts one write judges at most, where the first of them may not be made: others wait meanwhile.
inline constexpr std::int64_t attempts_judged_at_once = 100;
inline constexpr std::int64_t campaigns_started_at_once = 20;
inline constexpr std::int64_t attempts_corrected_at_once = 500;

/// A campaign is paused when this many of the last attempts have failed.
inline constexpr std::int64_t most_failures = 10;
inline constexpr std::int64_t attempts_compared = 20;

/// By how much clocks may differ before times are taken for wrong.
inline constexpr auto clock_tolerance = std::chrono::minutes(1);

inline constexpr int dialling_threads = 4;
inline constexpr auto dialling_pause = std::chrono::seconds(1);
inline constexpr auto resolving_pause = std::chrono::seconds(5);

}  // namespace rollcall::campaigns
