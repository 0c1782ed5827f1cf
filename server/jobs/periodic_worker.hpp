#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "jobs/job_limits.hpp"

namespace rollcall::jobs {

struct PeriodicWork {
    std::string name;  ///< begins a line of the log: "Sending emails"
    /// Does all that is due, and returns early when a stop is requested. Runs on all threads at once.
    std::function<void(const std::stop_token&)> run;
    int threads = 1;
    std::chrono::milliseconds pause = default_pause;
    BackOff retries = default_retries;
};

/// Runs work in the background, on threads of its own: at the start, when woken, and after a pause. What a run throws
/// is logged, and the work is tried again.
class PeriodicWorker {
public:
    explicit PeriodicWorker(PeriodicWork work) : work_(std::move(work)) {}
    /// Requests a stop and waits until the runs have returned.
    ~PeriodicWorker();
    PeriodicWorker(const PeriodicWorker&) = delete;
    PeriodicWorker& operator=(const PeriodicWorker&) = delete;

    void start();

    /// Says, after a commit, that there is something to do. What is said during a run starts another one after it.
    void wake();

private:
    void run(const std::stop_token& stop);
    bool run_once(const std::stop_token& stop);
    std::uint64_t count_wakes();
    void wait_for_wake_after(std::uint64_t seen, std::chrono::milliseconds pause, const std::stop_token& stop);

    const PeriodicWork work_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::uint64_t wakes_ = 0;
    std::vector<std::jthread> threads_;  // last: they use all of the above
};

}  // namespace rollcall::jobs
