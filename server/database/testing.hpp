#pragma once

#include "core/clock.hpp"

/// What tests that need a real database share.
namespace rollcall::database::testing {

/// Stands still until told otherwise.
class StandingClock final : public Clock {
public:
    Time now() const override { return time; }
    Time time = from_milliseconds(1'795'000'000'000);
};

}  // namespace rollcall::database::testing
