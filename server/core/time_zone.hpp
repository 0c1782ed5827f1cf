#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"

namespace rollcall {

/// Whether it is the name of a time zone in IANA's list, as ICU has it, in its exact case: "Europe/Berlin", "UTC".
/// Offsets ("GMT+2") and abbreviations ("CET", "PST") are not: they have no summer time, or are ambiguous.
bool is_time_zone(std::string_view name);

/// A calendar day of a time zone.
using Day = std::chrono::sys_days;

/// The calendar of one time zone: the day of a moment. For one thread at a time.
class Calendar {
public:
    /// The name must pass `is_time_zone`.
    explicit Calendar(std::string_view time_zone);
    ~Calendar();

    Day day_of(Time time) const;

private:
    struct Zone;
    std::unique_ptr<Zone> zone_;
};

/// "2026-11-24".
std::string format_day(Day day);
/// Nothing for any text but an existing day in that form.
std::optional<Day> parse_day(std::string_view text);

}  // namespace rollcall
