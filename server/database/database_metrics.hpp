#pragma once

#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <chrono>
#include <memory>

namespace rollcall::database {

/// What the threads of a database measure, for `/metrics`. Written by all of them.
struct DatabaseMetrics {
    prometheus::Histogram write_group_sizes{{1, 2, 5, 10, 20, 50, 100}};  ///< functions that share a commit
    prometheus::Histogram write_seconds{time_buckets()};                  ///< of each group, with its commit
    prometheus::Histogram read_seconds{time_buckets()};                   ///< with the wait for a connection
    prometheus::Gauge waiting_writes;

private:
    // Most reads take less than a millisecond, and a write waits for the disk.
    static prometheus::Histogram::BucketBoundaries time_buckets() {
        return {0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
    }
};

using SharedDatabaseMetrics = std::shared_ptr<DatabaseMetrics>;

/// Observes the seconds from its beginning to its end.
class Measurement {
public:
    explicit Measurement(prometheus::Histogram& seconds) : seconds_(seconds) {}
    ~Measurement() {
        seconds_.Observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count());
    }
    Measurement(const Measurement&) = delete;
    Measurement& operator=(const Measurement&) = delete;

private:
    prometheus::Histogram& seconds_;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace rollcall::database
