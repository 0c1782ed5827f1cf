#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <unordered_map>
#include <utility>
#include <vector>

#include "http/server/server.hpp"

namespace rollcall::app {

/// Counts requests by the pattern of their route, never by their path, and measures how fast they are answered. All
/// that belongs to no route is one route, "other": the page, and addresses that do not exist.
class RequestMetrics {
public:
    explicit RequestMetrics(prometheus::Registry& registry);

    /// Must be called on one thread at a time.
    void count(const http::Exchange& exchange);

private:
    /// What is counted of one route: looked up by the pointer, so that a request costs no search by labels.
    struct RouteMetrics {
        prometheus::Labels labels;
        prometheus::Histogram& seconds;
        std::vector<std::pair<int, prometheus::Counter*>> by_status{};  ///< few
    };

    RouteMetrics& metrics_of(const http::Route* route);
    prometheus::Counter& counter_of(RouteMetrics& metrics, int status);

    prometheus::Family<prometheus::Counter>& requests_;
    prometheus::Family<prometheus::Histogram>& seconds_;
    std::unordered_map<const http::Route*, RouteMetrics> routes_;
};

}  // namespace rollcall::app
