#include "jobs/periodic_worker.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>

namespace rollcall::jobs {

ClaimWork claim_in(database::Database& database) {
    return [&database](std::string_view work) { return database.claim_work(work); };
}

PeriodicWorker::~PeriodicWorker() {
    for (auto& thread : threads_) thread.request_stop();
}

void PeriodicWorker::start() {
    for (int count = 0; count < work_.threads; ++count) {
        threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
    }
}

void PeriodicWorker::wake() {
    {
        const std::lock_guard lock(mutex_);
        ++wakes_;
    }
    changed_.notify_all();
}

void PeriodicWorker::run(const std::stop_token& stop) {
    std::int64_t failures = 0;
    while (!stop.stop_requested()) {
        const auto seen = count_wakes();
        const auto outcome = run_once(stop);
        if (outcome == Outcome::left_to_another_instance) {
            wait_for(std::min<std::chrono::milliseconds>(work_.pause, claim_pause), stop);
            continue;
        }
        failures = outcome == Outcome::done ? 0 : failures + 1;
        const auto pause = failures == 0 ? work_.pause : work_.retries.pause_after(failures).value_or(work_.pause);
        wait_for_wake_after(seen, pause, stop);
    }
}

PeriodicWorker::Outcome PeriodicWorker::run_once(const std::stop_token& stop) {
    try {
        if (!has_work()) return Outcome::left_to_another_instance;
        work_.run(stop);
        return Outcome::done;
    } catch (const std::exception& error) {
        spdlog::error("{} failed and will be tried again: {}", work_.name, error.what());
        return Outcome::failed;
    }
}

bool PeriodicWorker::has_work() {
    using database::Database;
    const std::lock_guard lock(begin_mutex_);
    const auto claim = work_.claim ? work_.claim(work_.name) : Database::WorkClaim::kept;
    if (claim != Database::WorkClaim::kept) has_begun_ = false;
    if (claim == Database::WorkClaim::another_instance) return false;
    if (!has_begun_ && work_.begin) work_.begin();
    has_begun_ = true;
    return true;
}

std::uint64_t PeriodicWorker::count_wakes() {
    const std::lock_guard lock(mutex_);
    return wakes_;
}

void PeriodicWorker::wait_for_wake_after(std::uint64_t seen, std::chrono::milliseconds pause,
                                         const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, pause, [&] { return wakes_ != seen; });
}

void PeriodicWorker::wait_for(std::chrono::milliseconds pause, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, pause, [] { return false; });
}

}  // namespace rollcall::jobs
