#pragma once

#include <chrono>
#include <cstddef>

/// What the settings of an account may be.
namespace rollcall::accounts {

/// In code points; passwords have at least 6 characters (M33).
inline constexpr int smallest_minimum_password_length = 6;
inline constexpr int largest_minimum_password_length = 64;

inline constexpr int default_invitation_lifetime_days = 7;
inline constexpr int longest_invitation_lifetime_days = 30;

inline constexpr int default_call_hours_from = 8 * 60;
inline constexpr int default_call_hours_to = 21 * 60;
inline constexpr int default_calls_per_number_and_day = 3;
inline constexpr int largest_calls_per_number_and_day = 20;

/// For each administrator.
inline constexpr std::size_t test_emails_per_window = 5;
inline constexpr std::chrono::minutes test_email_window{10};

}  // namespace rollcall::accounts
