#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"

namespace rollcall {

/// Whether it is the name of a time zone in IANA's list, as ICU knows it, in its exact case: "Europe/Berlin", "UTC".
/// Offsets ("GMT+2") and abbreviations ("CET", "PST") are none: they know nothing of summer time, or are ambiguous.
bool is_time_zone(std::string_view name);

/// A day of some time zone's calendar.
using Day = std::chrono::sys_days;

/// Which day it is where: the calendar of one time zone. For one thread at a time.
class Calendar {
public:
    /// The name passes `is_time_zone`.
    explicit Calendar(std::string_view time_zone);
    ~Calendar();

    Day day_of(Time time) const;

private:
    struct Zone;
    std::unique_ptr<Zone> zone_;
};

/// "2026-11-24".
std::string to_text(Day day);
/// Nothing for any other text than a day of the calendar in that form.
std::optional<Day> day_from_text(std::string_view text);

}  // namespace rollcall
