#include "calls/billing.hpp"

#include <gtest/gtest.h>

namespace rollcall::calls {

using accounts::RoundingRule;
using std::chrono::milliseconds;

TEST(BillableSeconds, count_each_started_unit_of_the_rule) {
    EXPECT_EQ(billable_seconds(milliseconds(61'001), RoundingRule::per_second), 62);
    EXPECT_EQ(billable_seconds(milliseconds(61'001), RoundingRule::per_6_seconds), 66);
    EXPECT_EQ(billable_seconds(milliseconds(61'001), RoundingRule::per_minute), 120);
}

TEST(BillableSeconds, do_not_round_whole_units) {
    EXPECT_EQ(billable_seconds(milliseconds(60'000), RoundingRule::per_second), 60);
    EXPECT_EQ(billable_seconds(milliseconds(60'000), RoundingRule::per_6_seconds), 60);
    EXPECT_EQ(billable_seconds(milliseconds(60'000), RoundingRule::per_minute), 60);
}

TEST(BillableSeconds, of_a_call_without_a_duration_are_zero) {
    for (const auto rule : {RoundingRule::per_second, RoundingRule::per_6_seconds, RoundingRule::per_minute})
        EXPECT_EQ(billable_seconds(milliseconds(0), rule), 0);
}

TEST(BillableMinutes, are_rounded_to_hundredths) {
    EXPECT_EQ(billable_minutes(62), 1.03);
    EXPECT_EQ(billable_minutes(66), 1.1);
    EXPECT_EQ(billable_minutes(120), 2);
    EXPECT_EQ(billable_minutes(0), 0);
}

}  // namespace rollcall::calls
