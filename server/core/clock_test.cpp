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
}

TEST(Time, comes_back_from_its_milliseconds) {
    EXPECT_EQ(milliseconds(from_milliseconds(1'795'505'574'120)), 1'795'505'574'120);
}

TEST(Time, of_the_system_is_after_this_was_written) {
    EXPECT_GT(to_rfc3339(SystemClock().now()), "2026-01-01T00:00:00.000Z");
}

}  // namespace
}  // namespace rollcall
