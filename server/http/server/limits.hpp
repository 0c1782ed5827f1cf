#pragma once

#include <chrono>
#include <cstddef>

namespace rollcall::http {

/// The limits of bodies in files.
struct UploadLimits {
    std::size_t places = 64;  ///< at the same time, ...
    std::size_t places_per_target = 32;
    std::size_t places_per_client = 16;
    std::size_t bytes = 512UL * 1024 * 1024;  ///< of all together, on the disk
};

/// The limits of a server. A test sets smaller ones.
struct Limits {
    std::size_t connections = 10'000;
    /// Connections of one client (core/network.hpp). The clients of a trusted proxy, which has any number of
    /// connections, have this many requests at the same time.
    std::size_t per_client = 1'000;
    std::size_t request_memory = 64UL * 1024 * 1024;   ///< bytes of all requests (request_memory.hpp)
    std::size_t stranger_memory = 16UL * 1024 * 1024;  ///< of these, bytes of those from strangers
    std::size_t header_bytes = 16 * 1024;
    std::chrono::milliseconds header_time{10'000};  ///< from the first byte of a request to the end of its header
    std::chrono::milliseconds body_time{30'000};    ///< for the body, or its first `default_body_limit` bytes
    /// For each further part of `default_body_limit` bytes: 16 kB a second.
    std::chrono::milliseconds body_part_time{16'000};
    UploadLimits uploads;
    /// Between requests. Longer than a reverse proxy keeps a connection to use it again (Caddy: 2 minutes; Traefik: 90
    /// s; nginx: 60 s): on one that was closed just before, it would lose a request, and answer 502
    /// (https://github.com/caddyserver/caddy/issues/6452).
    std::chrono::milliseconds idle_time{150'000};
    std::chrono::milliseconds write_time{30'000};  ///< for a response, or for each chunk of a streamed one
};

/// Handlers that can wait at the same time: also the largest group of writes that share a commit.
inline constexpr std::size_t default_handler_threads = 96;

/// The largest body of a route that does not set a limit, and the largest one that is always kept in memory.
inline constexpr std::size_t default_body_limit = 256 * 1024;

/// The largest body of a route that anyone may call.
inline constexpr std::size_t stranger_body_limit = 16 * 1024;

/// How long a client should wait when too much arrives at the same time.
inline constexpr std::chrono::seconds overload_retry_after{5};

/// A connection that has sent part of a request, or nothing yet, for this long is a slow one: closed first when there
/// are too many.
inline constexpr std::chrono::milliseconds slow_sender_time{1'000};

/// A client that has not read a response, or a chunk of a streamed one, for this long is a slow reader. Its connection
/// is closed when there are too many and none is idle.
inline constexpr std::chrono::milliseconds slow_reader_time{1'000};

/// How many of the connections are closed at once when there are too many: one of this number.
inline constexpr std::size_t closed_part_of_connections = 100;

/// Streamed responses that are compressed at the same time: some 260 kB each, as long as the client reads. Further ones
/// are sent as they are.
inline constexpr std::size_t max_compressed_streams = 64;

/// How long running requests may take to finish when the server stops.
inline constexpr std::chrono::milliseconds stop_timeout{10'000};

/// The pause before the next attempt to accept a connection when the system has no file descriptor left.
inline constexpr std::chrono::milliseconds accept_retry_pause{100};

/// How much is read at once from the socket, at most: a read begins with `min_read_buffer_bytes`, and is larger while
/// the client sends more than that.
inline constexpr std::size_t max_read_bytes = 16 * 1024;

/// How long, and how many bytes, a connection is read after its last response. To close it with unread bytes would
/// reset it, and the client might lose the response (RFC 9112, section 9.6). More bytes than any accepted body has.
inline constexpr std::chrono::milliseconds linger_time{1'000};
inline constexpr std::size_t linger_bytes = 256UL * 1024 * 1024;

/// How often it is checked whether a streamed response may still be sent.
inline constexpr std::chrono::milliseconds revocation_check_interval{500};

/// The socket's send buffer of a response with a revocation watch: what waits in it is discarded at a revocation.
inline constexpr int watched_send_buffer_bytes = 64 * 1024;

/// The read buffer of a connection: small, since there may be thousands.
inline constexpr std::size_t min_read_buffer_bytes = 1024;

/// The bytes of each request that do not count as memory of requests: with all connections these are 40 MB.
inline constexpr std::size_t free_request_bytes = 4 * 1024;

/// A request that has been read for this long may be ended to make room for another.
inline constexpr std::chrono::milliseconds slow_request_time{5'000};

}  // namespace rollcall::http
