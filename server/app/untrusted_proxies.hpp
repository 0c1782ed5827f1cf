#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>

#include "http/protocol/request.hpp"

namespace rollcall::app {

/// Warns in the log of X-Forwarded-For from peers that are not trusted: a proxy that `--trusted-proxies` does not name,
/// behind which all clients share the limits of one address, or a client that sends the header itself. Called on one
/// thread.
class UntrustedProxies {
public:
    using Moment = std::chrono::steady_clock::time_point;

    /// True, and a line in the log, at most once for a peer in `warning_interval`, and for at most `max_peers` in it.
    bool warn_of(const http::Request& request, Moment now = std::chrono::steady_clock::now());

    static constexpr auto warning_interval = std::chrono::hours(1);
    static constexpr std::size_t max_peers = 50;

private:
    std::map<std::string, Moment> warned_;  ///< by peer
};

}  // namespace rollcall::app
