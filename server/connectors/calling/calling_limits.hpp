#pragma once

#include <chrono>
#include <cstddef>

namespace rollcall::connectors {

/// How long a platform may take to answer a question, and to take a call.
inline constexpr std::chrono::seconds question_timeout{10};
inline constexpr std::chrono::seconds placing_timeout{20};

/// How many requests of members wait for platforms at once.
inline constexpr int most_waiting_members = 8;

/// A call that was claimed longer ago than this is not placed any more: another process may be looking for it.
inline constexpr std::chrono::milliseconds longest_claim = std::chrono::seconds(60);

/// How much earlier than its claim a call is looked for at the platform, whose clock may differ.
inline constexpr std::chrono::milliseconds claim_margin = std::chrono::minutes(5);

/// How many bytes of what a platform says are kept.
inline constexpr std::size_t longest_platform_words = 300;

/// How many numbers of an account are read, and in how many pages at most.
inline constexpr int numbers_page = 1'000;
inline constexpr int most_number_pages = 10;

/// How many calls of a page are looked through for one that was placed.
inline constexpr int calls_looked_through = 100;

}  // namespace rollcall::connectors
