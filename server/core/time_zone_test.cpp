#include "core/time_zone.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace rollcall {

TEST(IsTimeZone, accepts_the_names_of_iana) {
    for (const auto* name : {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Asia/Calcutta"})
        EXPECT_TRUE(is_time_zone(name)) << name;
}

TEST(IsTimeZone, refuses_offsets_abbreviations_and_unknown_names) {
    for (const auto* name : {"", "GMT+2", "+02:00", "PST", "CET", "europe/berlin", "Europe/Atlantis", "Etc/Unknown",
                             "SystemV/PST8", "Europe/Berlin ", "Europe/../UTC", "/"})
        EXPECT_FALSE(is_time_zone(name)) << name;
}

TEST(Calendar, days_begin_at_midnight_of_the_zone_in_summer_and_winter) {
    const Calendar berlin("Europe/Berlin");
    const auto day = [&](std::string_view time) { return format_day(berlin.day_of(*time_from_rfc3339(time))); };
    EXPECT_EQ(day("2026-01-10T22:59:59.999Z"), "2026-01-10");
    EXPECT_EQ(day("2026-01-10T23:00:00Z"), "2026-01-11");
    EXPECT_EQ(day("2026-07-10T21:59:59.999Z"), "2026-07-10");
    EXPECT_EQ(day("2026-07-10T22:00:00Z"), "2026-07-11");
}

// Rules that ICU 72 does not know: summer time in Egypt since 2023, and a zone of 2025 that keeps it all year.
TEST(Calendar, goes_by_the_rules_of_the_system) {
    const Calendar cairo("Africa/Cairo");
    EXPECT_EQ(format_day(cairo.day_of(*time_from_rfc3339("2026-07-10T20:59:59Z"))), "2026-07-10");
    EXPECT_EQ(format_day(cairo.day_of(*time_from_rfc3339("2026-07-10T21:00:00Z"))), "2026-07-11");
    EXPECT_EQ(format_day(cairo.day_of(*time_from_rfc3339("2025-05-01T21:30:00Z"))), "2025-05-02");
    EXPECT_EQ(format_day(cairo.day_of(*time_from_rfc3339("2026-01-10T21:30:00Z"))), "2026-01-10");
    ASSERT_TRUE(is_time_zone("America/Coyhaique"));
    const Calendar coyhaique("America/Coyhaique");
    EXPECT_EQ(format_day(coyhaique.day_of(*time_from_rfc3339("2026-06-10T03:00:00Z"))), "2026-06-10");
    EXPECT_EQ(format_day(coyhaique.day_of(*time_from_rfc3339("2024-06-10T03:30:00Z"))), "2024-06-09");
    // Paraguay has kept summer time since October 2024, and Kazakhstan one zone since March 2024.
    EXPECT_EQ(format_day(Calendar("America/Asuncion").day_of(*time_from_rfc3339("2025-06-10T03:00:00Z"))),
              "2025-06-10");
    EXPECT_EQ(format_day(Calendar("Asia/Almaty").day_of(*time_from_rfc3339("2025-06-09T18:30:00Z"))), "2025-06-09");
}

TEST(Calendar, of_a_zone_that_the_system_has_dropped_is_that_of_utc) {
    EXPECT_EQ(format_day(Calendar("Europe/Atlantis").day_of(*time_from_rfc3339("2026-07-10T23:59:59Z"))), "2026-07-10");
}

TEST(TimeZones, to_choose_from_are_all_known) {
    const auto names = list_time_zones();
    EXPECT_EQ(names.front(), "UTC");
    EXPECT_GT(names.size(), 400U);
    for (const auto& name : names) EXPECT_TRUE(is_time_zone(name)) << name;
    for (const auto* name : {"Africa/Cairo", "America/Coyhaique", "Europe/Kyiv", "Asia/Kolkata"})
        EXPECT_EQ(std::ranges::count(names, name), 1) << name;
    for (const auto& name : names) EXPECT_FALSE(name.starts_with("posix/") || name.starts_with("right/")) << name;
}

TEST(TimeZoneRules, have_a_version) { EXPECT_GE(read_time_zone_rules_version(), "2025b"); }

TEST(Calendar, handles_offsets_of_a_quarter_hour_and_times_before_1970) {
    EXPECT_EQ(format_day(Calendar("Asia/Kathmandu").day_of(*time_from_rfc3339("2026-01-10T18:15:00Z"))), "2026-01-11");
    EXPECT_EQ(format_day(Calendar("UTC").day_of(*time_from_rfc3339("1969-12-31T23:59:59Z"))), "1969-12-31");
}

TEST(Day, is_read_in_one_form_only) {
    EXPECT_EQ(format_day(*parse_day("2026-02-28")), "2026-02-28");
    for (const auto* text : {"2026-02-29", "2026-2-3", "20260203", "", "2026-02-03T00:00:00Z", "+2026-02-03"})
        EXPECT_FALSE(parse_day(text)) << text;
}

}  // namespace rollcall
