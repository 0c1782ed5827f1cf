#pragma once

#include <chrono>
#include <mutex>

#include "core/clock.hpp"

namespace rollcall::jobs {

/// Notices that the clock was set back: times at which something is to be tried again are then too far away.
class ClockWatch {
public:
    /// Whether `now` is earlier than at a call before, by more than clocks are adjusted in passing. Safe from any
    /// thread.
    bool was_set_back(Time now) {
        const std::lock_guard lock(mutex_);
        const bool is_earlier = latest_ - now > std::chrono::minutes(1);
        if (is_earlier || now > latest_) latest_ = now;
        return is_earlier;
    }

private:
    std::mutex mutex_;
    Time latest_{};
};

}  // namespace rollcall::jobs
