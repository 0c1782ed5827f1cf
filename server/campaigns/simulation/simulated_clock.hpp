#pragma once

#include <chrono>
#include <functional>

#include "core/clock.hpp"

namespace rollcall::campaigns::simulation {

/// A clock that is moved, that may be set back, and that may go on whenever it is asked.
class SimulatedClock final : public Clock {
public:
    explicit SimulatedClock(Time begin) : shown_(begin), passed_(begin) {}

    Time now() const override {
        if (delay) advance(delay());
        return shown_;
    }

    void advance(std::chrono::milliseconds duration) const {
        shown_ += duration;
        passed_ += duration;
    }
    void set_back(std::chrono::milliseconds duration) { shown_ -= duration; }

    Time shown() const { return shown_; }
    /// As if it had never been set back.
    Time passed() const { return passed_; }

    /// How long the program was kept waiting when it asks.
    std::function<std::chrono::milliseconds()> delay;

private:
    mutable Time shown_;
    mutable Time passed_;
};

}  // namespace rollcall::campaigns::simulation
