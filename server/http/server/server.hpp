#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/protocol/forwarded.hpp"
#include "http/server/router.hpp"

namespace rollcall::http {

struct Limits {
    std::size_t connections = 10'000;
    std::size_t header_bytes = 16 * 1024;
    std::chrono::milliseconds header_time{10'000};  ///< from the first byte of a request to its last header
    std::chrono::milliseconds body_time{30'000};    ///< from there to the last byte of the body, or of a part of it
    std::size_t spooled_bodies = 32;                ///< in files at once
    std::chrono::milliseconds idle_time{75'000};    ///< between requests
    std::chrono::milliseconds write_time{30'000};   ///< for one answer
};

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0 picks a free one
    TrustedProxies trusted_proxies;
    std::size_t pool_threads = 96;  ///< handlers that can wait at once: the largest group commit
    std::filesystem::path spool_folder = std::filesystem::temp_directory_path();  ///< for large bodies (BodyKept)
    bool https = false;  ///< whether clients come by https (base-url): adds HSTS
    Limits limits;
};

/// Told of every answered request, for the log and the metrics. Never holds a query or a header.
struct Exchange {
    const Request* request;  ///< null when the request could not be read
    int status;
    std::string request_id;
    std::chrono::microseconds took;
};

/// Serves HTTP/1.1 (RFC 9112) on one address. Knows no feature: it reads requests strictly, finds their route,
/// runs the handler, and turns what it throws into problem details.
class Server {
public:
    /// Listens at once; throws std::runtime_error with one plain line when the address cannot be had.
    Server(ServerSettings settings, Router router, std::function<void(const Exchange&)> observe);
    ~Server();

    std::uint16_t port() const;

    /// Serves until `stop`, then finishes the requests that are running and returns.
    void run();
    /// May be called from any thread, and from a signal handler's thread.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace rollcall::http
