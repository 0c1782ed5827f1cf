#include "core/clock.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace rollcall {

std::int64_t milliseconds(Time time) { return time.time_since_epoch().count(); }

Time from_milliseconds(std::int64_t since_epoch) { return Time(std::chrono::milliseconds(since_epoch)); }

std::string to_rfc3339(Time time) {
    const auto second = std::chrono::floor<std::chrono::seconds>(time);
    const auto date = fmt::gmtime(static_cast<std::time_t>(second.time_since_epoch().count()));
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", date, (time - second).count());
}

Time SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace rollcall
