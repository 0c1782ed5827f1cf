#pragma once

#include "core/clock.hpp"

/// For tests that need a real database.
namespace rollcall::database::testing {

/// A clock that a test sets.
class FixedClock final : public Clock {
public:
    Time now() const override { return time; }
    Time time = from_milliseconds(1'795'000'000'000);
};

}  // namespace rollcall::database::testing
