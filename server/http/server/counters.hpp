#pragma once

#include <atomic>
#include <cstdint>

namespace rollcall::http {

/// What a server holds at the moment and what it has refused, for monitoring. Written on the network thread.
struct Counters {
    std::atomic<std::uint64_t> connections = 0;
    std::atomic<std::uint64_t> request_bytes = 0;    ///< of bodies, and of long headers, in memory
    std::atomic<std::uint64_t> body_file_bytes = 0;  ///< of bodies in files

    std::atomic<std::uint64_t> refused_connections = 0;  ///< their client had too many
    std::atomic<std::uint64_t> closed_connections = 0;   ///< closed to make room for others
    std::atomic<std::uint64_t> refused_requests = 0;     ///< their client, behind a proxy, had too many
    std::atomic<std::uint64_t> refused_for_room = 0;     ///< requests for which no memory or place was left
    std::atomic<std::uint64_t> ended_requests = 0;       ///< ended while they were read, to make room for others
};

}  // namespace rollcall::http
