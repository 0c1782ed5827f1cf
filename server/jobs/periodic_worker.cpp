#include "jobs/periodic_worker.hpp"

#include <spdlog/spdlog.h>

#include <exception>

namespace rollcall::jobs {

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
        failures = run_once(stop) ? 0 : failures + 1;
        const auto pause = failures == 0 ? work_.pause : work_.retries.pause_after(failures).value_or(work_.pause);
        wait_for_wake_after(seen, pause, stop);
    }
}

bool PeriodicWorker::run_once(const std::stop_token& stop) {
    try {
        work_.run(stop);
        return true;
    } catch (const std::exception& error) {
        spdlog::error("{} failed and will be tried again: {}", work_.name, error.what());
        return false;
    }
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

}  // namespace rollcall::jobs
