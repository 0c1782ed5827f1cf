#include "calls/activity/activity.hpp"

#include <gtest/gtest.h>

namespace rollcall::calls {
namespace {

Day day(const char* text) { return parse_day(text).value(); }

std::string describe(const Days& days) { return format_day(days.from) + " " + format_day(days.to); }

TEST(Activity, ComparesTheSameDaysOfLastMonth) {
    EXPECT_EQ(describe(get_month_until(day("2026-11-28"))), "2026-11-01 2026-11-28");
    EXPECT_EQ(describe(get_same_days_of_last_month(day("2026-11-28"))), "2026-10-01 2026-10-28");
    EXPECT_EQ(describe(get_month_until(day("2026-11-01"))), "2026-11-01 2026-11-01");
    EXPECT_EQ(describe(get_same_days_of_last_month(day("2026-11-01"))), "2026-10-01 2026-10-01");
}

TEST(Activity, OfAShorterMonthAllDaysAreCompared) {
    EXPECT_EQ(describe(get_same_days_of_last_month(day("2027-03-31"))), "2027-02-01 2027-02-28");
    EXPECT_EQ(describe(get_same_days_of_last_month(day("2028-03-30"))), "2028-02-01 2028-02-29");
}

TEST(Activity, InJanuaryLastMonthIsOfTheYearBefore) {
    EXPECT_EQ(describe(get_same_days_of_last_month(day("2027-01-05"))), "2026-12-01 2026-12-05");
}

}  // namespace
}  // namespace rollcall::calls
