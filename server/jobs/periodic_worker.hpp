#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "database/database.hpp"
#include "jobs/job_limits.hpp"

namespace rollcall::jobs {

/// Asks whether this instance is the one that does the work of that name: see Database::claim_work.
using ClaimWork = std::function<database::Database::WorkClaim(std::string_view work)>;
ClaimWork claim_in(database::Database& database);

struct PeriodicWork {
    std::string name;  ///< begins a line of the log: "Sending emails"; also the name of its claim
    /// Does all that is due, and returns early when a stop is requested. Runs on all threads at once.
    std::function<void(const std::stop_token&)> run;
    int threads = 1;
    std::chrono::milliseconds pause = default_pause;
    BackOff retries = default_retries;
    /// Asked before each run, for work that one instance does for all of them. Where it is empty, each instance does
    /// the work for itself. A run goes on to its end where the claim is lost meanwhile.
    ClaimWork claim{};
    /// Runs on one thread before the first run, and each time the work was taken over from another instance, with no
    /// run of this one under way that began later. Where it throws, nothing is run until it has returned.
    std::function<void()> begin{};
};

/// Runs work in the background, on threads of its own: at the start, when woken, and after a pause. What a run throws
/// is logged, and the work is tried again. While another instance has the work, it only asks again after the pause, or
/// `claim_pause` where that is shorter.
class PeriodicWorker {
public:
    explicit PeriodicWorker(PeriodicWork work) : work_(std::move(work)) {}
    /// Requests a stop and waits until the runs have returned.
    ~PeriodicWorker();
    PeriodicWorker(const PeriodicWorker&) = delete;
    PeriodicWorker& operator=(const PeriodicWorker&) = delete;

    void start();

    /// Says, after a commit, that there is something to do. What is said during a run starts another one after it.
    /// Another instance that does the work notices after its pause.
    void wake();

private:
    enum class Outcome { done, failed, left_to_another_instance };

    void run(const std::stop_token& stop);
    Outcome run_once(const std::stop_token& stop);
    /// Whether this instance does the work now. Begins it where it has just taken it over.
    bool has_work();
    std::uint64_t count_wakes();
    void wait_for_wake_after(std::uint64_t seen, std::chrono::milliseconds pause, const std::stop_token& stop);
    void wait_for(std::chrono::milliseconds pause, const std::stop_token& stop);

    const PeriodicWork work_;
    std::mutex begin_mutex_;
    bool has_begun_ = false;  ///< since this instance has the work
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::uint64_t wakes_ = 0;
    std::vector<std::jthread> threads_;  // last: they use all of the above
};

}  // namespace rollcall::jobs
