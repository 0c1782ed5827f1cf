#include "jobs/clock_watch.hpp"

#include <gtest/gtest.h>

namespace rollcall::jobs {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr Time noon{std::chrono::sys_days(std::chrono::year(2026) / 3 / 1) + hours(12)};

TEST(ClockWatch, notices_once_that_the_clock_was_set_back) {
    ClockWatch watch;
    EXPECT_FALSE(watch.was_set_back(noon));
    EXPECT_FALSE(watch.was_set_back(noon + hours(9000)));
    EXPECT_TRUE(watch.was_set_back(noon));
    EXPECT_FALSE(watch.was_set_back(noon));
    EXPECT_FALSE(watch.was_set_back(noon + seconds(1)));
}

TEST(ClockWatch, takes_what_threads_and_time_servers_do_for_the_same_time) {
    ClockWatch watch;
    EXPECT_FALSE(watch.was_set_back(noon));
    EXPECT_FALSE(watch.was_set_back(noon - seconds(30)));
    EXPECT_TRUE(watch.was_set_back(noon - seconds(70)));
}

}  // namespace
}  // namespace rollcall::jobs
