#pragma once

#include <chrono>
#include <cstddef>

namespace rollcall::api {

/// The largest `limit` of a list.
inline constexpr int max_page_rows = 200;

/// Rows of a CSV file that are read at once.
inline constexpr int csv_page_rows = 200;

/// Characters of a User-Agent that are kept.
inline constexpr std::size_t max_user_agent_characters = 500;

/// How long a browser keeps the cookie by which it is known; identity/ forgets it after the same time without a
/// sign-in.
inline constexpr std::chrono::seconds device_cookie_age = std::chrono::days(365);

/// How many cookies of one name are tried. A browser has no more for one address: one for each part of its path and of
/// its host.
inline constexpr std::size_t max_cookies_of_a_name = 32;

}  // namespace rollcall::api
