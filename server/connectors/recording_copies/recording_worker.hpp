#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "connectors/recording_copies/recording_copies.hpp"

namespace rollcall::connectors {

/// Brings recordings here on threads of its own; some, since one slow server is not to keep the others waiting. What an
/// earlier run left is tried at once.
class RecordingWorker {
public:
    explicit RecordingWorker(RecordingWork work) : work_(std::move(work)) {}

    ~RecordingWorker();
    RecordingWorker(const RecordingWorker&) = delete;
    RecordingWorker& operator=(const RecordingWorker&) = delete;

    /// Begins. It ends when the worker goes, in the middle of a copy where it has to.
    void start();

    /// Says that a recording waits, after the commit. What nobody says is noticed within seconds.
    void wake();

private:
    void run(std::stop_token stop);
    void try_all(std::stop_token stop);
    std::uint64_t wakes();
    void wait_for_wake_after(std::uint64_t seen, std::stop_token stop);

    const RecordingWork work_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::uint64_t wakes_ = 0;
    std::vector<std::jthread> threads_;  // last: they use all of the above
};

}  // namespace rollcall::connectors
