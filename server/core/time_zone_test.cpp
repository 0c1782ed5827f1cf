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

}  // namespace rollcall
