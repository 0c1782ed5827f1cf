#include "jobs/back_off.hpp"

#include <gtest/gtest.h>

namespace rollcall::jobs {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds pauses[] = {10s, 1min, 1h};
const auto now = from_milliseconds(1'795'000'000'000);

}  // namespace

TEST(BackOff, gives_up_after_the_last_pause) {
    constexpr BackOff back_off{pauses};
    EXPECT_EQ(back_off.next_attempt(1, now, now), now + 10s);
    EXPECT_EQ(back_off.next_attempt(2, now, now), now + 1min);
    EXPECT_EQ(back_off.next_attempt(3, now, now), now + 1h);
    EXPECT_EQ(back_off.next_attempt(4, now, now), std::nullopt);
}

TEST(BackOff, repeats_the_last_pause_until_the_time_is_up) {
    constexpr BackOff back_off{pauses, true, 48h};
    EXPECT_EQ(back_off.next_attempt(3, now, now), now + 1h);
    EXPECT_EQ(back_off.next_attempt(40, now - 47h, now), now + 1h);
    EXPECT_EQ(back_off.next_attempt(41, now - 48h, now), std::nullopt);
}

TEST(BackOff, waits_the_first_pause_when_no_attempt_was_counted) {
    constexpr BackOff back_off{pauses};
    EXPECT_EQ(back_off.pause_after(0), 10s);
    EXPECT_EQ(back_off.pause_after(1), 10s);
}

}  // namespace rollcall::jobs
