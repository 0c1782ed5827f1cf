#pragma once

#include <boost/describe/class.hpp>
#include <string>

#include "core/field_check.hpp"

namespace rollcall::api {

/// Hours of a day as they are written: from "08:00" to "21:00". The end is not included, and may be "24:00".
struct DayHours {
    std::string from;
    std::string to;
};
BOOST_DESCRIBE_STRUCT(DayHours, (), (from, to))

/// The same in minutes of the day.
struct DayMinutes {
    int from = 0;
    int to = 0;

    bool operator==(const DayMinutes&) const = default;
};

/// Notes in `check` what is wrong, by `field` and by `field`.from and `field`.to.
DayMinutes read_day_hours(const std::string& field, const DayHours& hours, FieldCheck& check);

DayHours format_day_hours(DayMinutes minutes);

}  // namespace rollcall::api
