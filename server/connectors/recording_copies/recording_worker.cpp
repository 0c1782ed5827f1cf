#include "connectors/recording_copies/recording_worker.hpp"

#include <spdlog/spdlog.h>

#include "calls/recordings/recording_store.hpp"

namespace rollcall::connectors {

namespace {

constexpr int threads = 3;

// Short against the first pause between attempts, long against the cost of looking: one entry of an index.
constexpr auto pause = std::chrono::seconds(5);

}  // namespace

RecordingWorker::~RecordingWorker() {
    for (auto& thread : threads_) thread.request_stop();
}

void RecordingWorker::start() {
    work_.database.write([&](database::Transaction& tx) { calls::update_recordings_due(tx, work_.clock.now()); });
    for (int count = 0; count < threads; ++count) {
        threads_.emplace_back([this](std::stop_token stop) { run(std::move(stop)); });
    }
}

void RecordingWorker::wake() {
    {
        const std::lock_guard lock(mutex_);
        ++wakes_;
    }
    changed_.notify_all();
}

void RecordingWorker::run(std::stop_token stop) {
    while (!stop.stop_requested()) {
        const auto seen = wakes();
        try_all(stop);
        wait_for_wake_after(seen, stop);
    }
}

void RecordingWorker::try_all(std::stop_token stop) {
    try {
        while (!stop.stop_requested() && bring_due_recording(work_, stop) == Brought::one) {
        }
    } catch (const std::exception& error) {
        spdlog::error("Bringing recordings failed and will be tried again: {}", error.what());
    }
}

std::uint64_t RecordingWorker::wakes() {
    const std::lock_guard lock(mutex_);
    return wakes_;
}

void RecordingWorker::wait_for_wake_after(std::uint64_t seen, std::stop_token stop) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::move(stop), pause, [&] { return wakes_ != seen; });
}

}  // namespace rollcall::connectors
