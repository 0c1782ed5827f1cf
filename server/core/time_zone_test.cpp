#include "core/time_zone.hpp"

#include <gtest/gtest.h>

namespace rollcall {

TEST(IsTimeZone, KnowsThePlacesOfIana) {
    for (const auto* name : {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Asia/Calcutta"})
        EXPECT_TRUE(is_time_zone(name)) << name;
}

TEST(IsTimeZone, RefusesOffsetsAbbreviationsAndInventions) {
    for (const auto* name : {"", "GMT+2", "+02:00", "PST", "CET", "europe/berlin", "Europe/Atlantis", "Etc/Unknown",
                             "SystemV/PST8", "Europe/Berlin ", "Europe/../UTC", "/"})
        EXPECT_FALSE(is_time_zone(name)) << name;
}

TEST(Calendar, DaysBeginAtMidnightOfTheZoneInSummerAndWinter) {
    const Calendar berlin("Europe/Berlin");
    const auto day = [&](std::string_view time) { return to_text(berlin.day_of(*time_from_rfc3339(time))); };
    EXPECT_EQ(day("2026-01-10T22:59:59.999Z"), "2026-01-10");
    EXPECT_EQ(day("2026-01-10T23:00:00Z"), "2026-01-11");
    EXPECT_EQ(day("2026-07-10T21:59:59.999Z"), "2026-07-10");
    EXPECT_EQ(day("2026-07-10T22:00:00Z"), "2026-07-11");
}

TEST(Calendar, KnowsZonesOfAQuarterHourAndTimesBefore1970) {
    EXPECT_EQ(to_text(Calendar("Asia/Kathmandu").day_of(*time_from_rfc3339("2026-01-10T18:15:00Z"))), "2026-01-11");
    EXPECT_EQ(to_text(Calendar("UTC").day_of(*time_from_rfc3339("1969-12-31T23:59:59Z"))), "1969-12-31");
}

TEST(Day, IsReadInOneFormOnly) {
    EXPECT_EQ(to_text(*day_from_text("2026-02-28")), "2026-02-28");
    for (const auto* text : {"2026-02-29", "2026-2-3", "20260203", "", "2026-02-03T00:00:00Z", "+2026-02-03"})
        EXPECT_FALSE(day_from_text(text)) << text;
}

}  // namespace rollcall
