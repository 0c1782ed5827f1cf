#pragma once

#include <cstddef>

namespace rollcall::api {

/// The largest `limit` of a list.
inline constexpr int max_page_rows = 200;

/// Rows of a CSV file that are read at once.
inline constexpr int csv_page_rows = 200;

/// Characters of a User-Agent that are kept.
inline constexpr std::size_t max_user_agent_characters = 500;

}  // namespace rollcall::api
