#pragma once

#include <cstddef>

namespace rollcall::database {

/// Rows of a page when the request names no limit.
inline constexpr int default_page_rows = 50;

/// Connections for reads at the same time. On PostgreSQL each is a process of the server, and there are some more for
/// reads of one statement.
inline constexpr std::size_t max_readers = 8;

/// Connections for reads of one statement on PostgreSQL. One alone was enough for 31,000 requests in a second, on a
/// machine with two processors.
inline constexpr std::size_t max_group_connections = 2;

/// Statements that share a round trip.
inline constexpr std::size_t max_group_statements = 32;

/// Prepared statements that one connection keeps.
inline constexpr std::size_t max_cached_statements = 128;

}  // namespace rollcall::database
