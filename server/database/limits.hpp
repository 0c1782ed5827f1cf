#pragma once

#include <cstddef>

namespace rollcall::database {

/// Rows of a page when the request names no limit.
inline constexpr int default_page_rows = 50;

/// Connections that read at the same time. On PostgreSQL each is a process of the server.
inline constexpr std::size_t max_readers = 8;

/// Prepared statements that one connection keeps.
inline constexpr std::size_t max_cached_statements = 128;

}  // namespace rollcall::database
