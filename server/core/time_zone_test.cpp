#include "core/time_zone.hpp"

#include <gtest/gtest.h>

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
