#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"

namespace rollcall {

/// The rules of time zones are the system's (/usr/share/zoneinfo), which it keeps up to date. A running program keeps
/// those that it began with.

/// Whether it is the name of a time zone in IANA's list, as the system has it, in its exact case: "Europe/Berlin",
/// "UTC". Offsets ("GMT+2") and abbreviations ("CET", "PST") are not: they have no summer time, or are ambiguous.
bool is_time_zone(std::string_view name);

/// The names to choose from: UTC, and the others by name.
std::vector<std::string> list_time_zones();

/// The version of the system's rules, such as "2025b", which grows from one to the next; empty where it is not known.
std::string read_time_zone_rules_version();

/// The time zones of a country by its ISO 3166-1 alpha-2 code, as the system knows them; none where it is unknown.
std::vector<std::string> list_time_zones_of_country(std::string_view country);

/// A calendar day of a time zone.
using Day = std::chrono::sys_days;

/// What clocks of a time zone are ahead of UTC, from a moment until the next one at which that changes.
struct UtcOffset {
    std::chrono::seconds offset{};
    Time end;
};

/// The calendar of one time zone: the day of a moment. For one thread at a time.
class Calendar {
public:
    /// For a name that does not pass `is_time_zone`, since the system has dropped it: UTC.
    explicit Calendar(std::string_view time_zone);
    ~Calendar();
    Calendar(Calendar&&) noexcept;

    Day day_of(Time time) const;

    /// The first moment of the day, which is not midnight where clocks are put forward then.
    Time begin_of(Day day) const;

    UtcOffset offset_at(Time time) const;

private:
    struct Zone;
    std::unique_ptr<Zone> zone_;
};

/// "2026-11-24".
std::string format_day(Day day);
/// Nothing for any text but an existing day in that form.
std::optional<Day> parse_day(std::string_view text);

}  // namespace rollcall
