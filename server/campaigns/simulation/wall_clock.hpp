#pragma once

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string>

#include "core/clock.hpp"

namespace rollcall::campaigns::simulation {

/// What the clocks of a place show, by the C library, which has nothing in common with core/time_zone.
struct WallClock {
    std::int64_t day = 0;     ///< one more for each day
    int weekday = 0;          ///< 0 for Monday
    int minute = 0;           ///< of the day
    std::int64_t offset = 0;  ///< seconds ahead of UTC
};

inline WallClock look_at_wall(const std::string& zone, Time time) {
    static std::string current;
    if (zone != current) {
        ::setenv("TZ", zone.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): a simulation has one thread that asks
        ::tzset();
        current = zone;
    }
    const auto seconds =
        static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
    std::tm local{};
    ::localtime_r(&seconds, &local);
    constexpr int minutes_of_hour = 60;
    constexpr int days_of_week = 7;
    return {.day = (local.tm_year * 1000) + local.tm_yday,
            .weekday = (local.tm_wday + days_of_week - 1) % days_of_week,
            .minute = (local.tm_hour * minutes_of_hour) + local.tm_min,
            .offset = local.tm_gmtoff};
}

}  // namespace rollcall::campaigns::simulation
