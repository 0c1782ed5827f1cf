#include "core/clock.hpp"

#include <gtest/gtest.h>

namespace rollcall {
namespace {

TEST(Time, is_written_in_utc_with_milliseconds) {
    EXPECT_EQ(to_rfc3339(from_milliseconds(1'795'505'574'120)), "2026-11-24T07:32:54.120Z");
    EXPECT_EQ(to_rfc3339(from_milliseconds(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_rfc3339(from_milliseconds(951'782'400'007)), "2000-02-29T00:00:00.007Z");
}

TEST(Time, before_1970_counts_down_to_the_second_before) {
    EXPECT_EQ(to_rfc3339(from_milliseconds(-1)), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(to_rfc3339(from_milliseconds(-62'135'596'800'000)), "0001-01-01T00:00:00.000Z");
    EXPECT_EQ(to_rfc3339(from_milliseconds(253'402'300'799'999)), "9999-12-31T23:59:59.999Z");
    EXPECT_EQ(to_rfc3339(from_milliseconds(253'402'300'800'000)), "10000-01-01T00:00:00.000Z");
}

TEST(Time, is_restored_from_its_milliseconds) {
    EXPECT_EQ(milliseconds(from_milliseconds(1'795'505'574'120)), 1'795'505'574'120);
}

TEST(Time, is_read_from_rfc_3339_with_any_offset) {
    const auto moment = from_milliseconds(1'795'505'574'120);
    EXPECT_EQ(time_from_rfc3339(to_rfc3339(moment)), moment);
    EXPECT_EQ(time_from_rfc3339("2026-11-24T09:32:54.1201+02:00"), time_from_rfc3339("2026-11-24T07:32:54.12Z"));
    EXPECT_EQ(time_from_rfc3339("2026-11-24T01:02:54-06:30"), time_from_rfc3339("2026-11-24T07:32:54Z"));
    EXPECT_EQ(time_from_rfc3339("1969-12-31T23:59:59.999Z"), from_milliseconds(-1));
}

TEST(Time, is_read_from_nothing_else) {
    for (const auto* text :
         {"", "tomorrow", "2026-11-24", "2026-11-24T07:32:54", "2026-11-24 07:32:54Z", "2026-11-24T07:32Z",
          "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-24T24:00:00Z", "2026-11-24T07:60:00Z",
          "2026-12-31T23:59:60Z", "2026-11-24T07:32:54.Z", "2026-11-24T07:32:54Zx", "2026-11-24T07:32:54+2:00",
          "2026-11-24T07:32:54+24:00", "+026-11-24T07:32:54Z", "1795505574120"})
        EXPECT_FALSE(time_from_rfc3339(text)) << text;
}

TEST(Time, of_the_system_clock_is_later_than_2025) {
    EXPECT_GT(to_rfc3339(SystemClock().now()), "2026-01-01T00:00:00.000Z");
}

}  // namespace
}  // namespace rollcall
