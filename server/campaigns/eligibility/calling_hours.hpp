#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/clock.hpp"

/// When a person may be called: hours and weekdays are those of the person, never those of the caller.
namespace rollcall::campaigns {

/// Minutes of a day; `to` is not included. Empty where `from` is not before `to`.
struct CallHours {
    std::int64_t from = 0;
    std::int64_t to = 0;

    bool operator==(const CallHours&) const = default;
};

/// The hours that are in both.
CallHours common_hours(CallHours one, CallHours other);

/// Hours that no one minds wherever in a country the person is, where that is not known.
inline constexpr CallHours hours_of_unknown_place{9 * 60, 20 * 60};

/// The time zones in which the person may be: that of the contact, else that of the number's area, else all of the
/// number's country. None where nothing is known of the number's place. `phone` is in E.164.
std::vector<std::string> list_time_zones_of_person(const std::optional<std::string>& time_zone,
                                                   const std::string& phone);

/// The first moment from `now` on that is one of these hours, of a day in `days` (a bit for each weekday, the lowest
/// for Monday), in all of the time zones; while their clocks differ, also one of the hours_of_unknown_place. Nothing
/// without a time zone, and where there is none within two weeks.
std::optional<Time> next_call_time(std::span<const std::string> time_zones, std::int64_t days, CallHours hours,
                                   Time now);

}  // namespace rollcall::campaigns
