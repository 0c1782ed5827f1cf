#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/protocol/trusted_proxies.hpp"
#include "http/server/counters.hpp"
#include "http/server/limits.hpp"
#include "http/server/router.hpp"

namespace rollcall::http {

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0 picks a free one
    TrustedProxies trusted_proxies;
    std::size_t pool_threads = default_handler_threads;
    std::filesystem::path body_file_folder = std::filesystem::temp_directory_path();  ///< for large bodies
    bool https = false;  ///< whether clients use https (base-url): adds HSTS
    Limits limits;
    std::shared_ptr<Counters> counters = std::make_shared<Counters>();
};

/// A request and the status of its response, for the log and the metrics.
struct Exchange {
    const Request* request;  ///< null when the request could not be parsed
    const Route* route;      ///< null when there is none for its path and method
    int status;
    std::string request_id;
    std::chrono::microseconds took;  ///< from the header to the last byte of the response
    /// From the last byte of the request to the first of the response: clients and long bodies have no part in it.
    std::chrono::microseconds answered_in;
};

/// Serves HTTP/1.1 (RFC 9112) on one address: parses requests strictly, finds their route, runs the handler, and turns
/// its errors into problem details.
class Server {
public:
    /// Starts to listen; throws std::runtime_error with one plain line when the address cannot be used. `observe` is
    /// called after each response.
    Server(ServerSettings settings, Router router, std::function<void(const Exchange&)> observe);
    ~Server();

    std::uint16_t port() const;

    /// Serves until `stop`, then finishes running requests and returns.
    void run();
    /// May be called from any thread, and from a signal handler's thread.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace rollcall::http
