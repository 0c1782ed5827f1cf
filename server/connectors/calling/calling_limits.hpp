#pragma once

#include <chrono>
#include <cstddef>

namespace rollcall::connectors {

/// How long a platform may take to answer a question, and to take a call.
inline constexpr std::chrono::seconds question_timeout{10};
inline constexpr std::chrono::seconds placing_timeout{20};

/// How many requests of members wait for platforms at once.
inline constexpr int most_waiting_members = 8;

/// How long after its claim a call may be placed: another process may be looking for it then. So long before the hours
/// end, none is claimed any more.
inline constexpr std::chrono::minutes longest_claim{1};
/// How long after its claim it may be sent: a platform may take as long as it may before it places it.
inline constexpr std::chrono::seconds latest_sending = longest_claim - placing_timeout;

/// How much earlier than its claim, and later than it may be placed, a call is looked for at the platform, whose clock
/// may differ.
inline constexpr std::chrono::milliseconds claim_margin = std::chrono::minutes(5);

/// How many bytes of what a platform says are kept.
inline constexpr std::size_t longest_platform_words = 300;

/// How many phone numbers of an account are in one answer at most, of Vapi and of Retell, and how many pages of Retell
/// are read. Vapi gives no further page.
inline constexpr int numbers_page = 1'000;
inline constexpr int most_number_pages = 10;

/// How many calls of a page are looked through for one that was placed, and in how many pages at most.
inline constexpr int calls_looked_through = 100;
inline constexpr int most_call_pages = 10;

}  // namespace rollcall::connectors
