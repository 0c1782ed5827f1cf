#include "app/metrics/request_metrics.hpp"

#include <algorithm>
#include <string>

#include "http/server/router.hpp"

namespace rollcall::app {

namespace {

// Seconds. Most requests are answered within a few milliseconds; a password hash takes a quarter of a second.
const prometheus::Histogram::BucketBoundaries buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                      0.25,  0.5,    1,     2.5,  5,     10};

prometheus::Labels labels_of(const http::Route* route) {
    if (!route) return {{"route", "other"}, {"method", "other"}};
    return {{"route", route->path}, {"method", std::string(http::method_name(route->method))}};
}

}  // namespace

RequestMetrics::RequestMetrics(prometheus::Registry& registry)
    : requests_(prometheus::BuildCounter()
                    .Name("rollcall_http_requests_total")
                    .Help("Answered requests, by the pattern of the route, its method, and the status.")
                    .Register(registry)),
      seconds_(prometheus::BuildHistogram()
                   .Name("rollcall_http_request_duration_seconds")
                   .Help("Time from the last byte of a request to the first byte of its response.")
                   .Register(registry)) {}

void RequestMetrics::count(const http::Exchange& exchange) {
    auto& metrics = metrics_of(exchange.route);
    counter_of(metrics, exchange.status).Increment();
    metrics.seconds.Observe(std::chrono::duration<double>(exchange.answered_in).count());
}

RequestMetrics::RouteMetrics& RequestMetrics::metrics_of(const http::Route* route) {
    const auto found = routes_.find(route);
    if (found != routes_.end()) return found->second;
    auto labels = labels_of(route);
    auto& seconds = seconds_.Add(labels, buckets);
    return routes_.emplace(route, RouteMetrics{std::move(labels), seconds}).first->second;
}

prometheus::Counter& RequestMetrics::counter_of(RouteMetrics& metrics, int status) {
    const auto found = std::ranges::find(metrics.by_status, status, &std::pair<int, prometheus::Counter*>::first);
    if (found != metrics.by_status.end()) return *found->second;
    auto labels = metrics.labels;
    labels.emplace("status", std::to_string(status));
    auto& counter = requests_.Add(labels);
    metrics.by_status.emplace_back(status, &counter);
    return counter;
}

}  // namespace rollcall::app
