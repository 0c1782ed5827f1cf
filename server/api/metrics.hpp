#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>

#include "http/server/counters.hpp"

namespace rollcall::api {

/// Counters of the responses, for monitoring.
class Metrics {
public:
    void count_request(int status) {
        if (status >= 100 && status < 600) ++requests_[static_cast<std::size_t>(status / 100)];
    }
    /// What the HTTP server counts.
    const std::shared_ptr<http::Counters>& server() const { return server_; }

    /// Responses with a status of 100 to 199 (class 1), 200 to 299 (class 2), ...
    std::uint64_t requests(int status_class) const { return requests_.at(static_cast<std::size_t>(status_class)); }

private:
    std::array<std::atomic<std::uint64_t>, 6> requests_{};
    std::shared_ptr<http::Counters> server_ = std::make_shared<http::Counters>();
};

}  // namespace rollcall::api
