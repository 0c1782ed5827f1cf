#pragma once

#include <cstddef>

namespace rollcall::database {

/// Connections that read at the same time. On PostgreSQL each is a process of the server.
inline constexpr std::size_t max_readers = 8;

/// Prepared statements that one connection keeps.
inline constexpr std::size_t max_cached_statements = 128;

}  // namespace rollcall::database
