#include "calls/billing.hpp"

#include <cmath>
#include <stdexcept>

namespace rollcall::calls {

namespace {

std::int64_t seconds_of(accounts::RoundingRule rule) {
    switch (rule) {
        case accounts::RoundingRule::per_second:
            return 1;
        case accounts::RoundingRule::per_6_seconds:
            return 6;
        case accounts::RoundingRule::per_minute:
            return 60;
    }
    throw std::logic_error("a rounding rule without a unit");
}

}  // namespace

std::int64_t billable_seconds(Duration duration, accounts::RoundingRule rule) {
    const auto unit = seconds_of(rule);
    const auto unit_in_milliseconds = unit * 1000;
    return (duration.count() + unit_in_milliseconds - 1) / unit_in_milliseconds * unit;
}

double billable_minutes(std::int64_t billable_seconds) {
    constexpr double hundredths = 100;
    return std::round(static_cast<double>(billable_seconds) / 60 * hundredths) / hundredths;
}

}  // namespace rollcall::calls
