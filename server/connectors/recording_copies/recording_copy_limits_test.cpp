#include "connectors/recording_copies/recording_copy_limits.hpp"

#include <gtest/gtest.h>

namespace rollcall::connectors {
namespace {

using namespace std::chrono_literals;

TEST(RecordingCopies, AreTriedAgainForADay) {
    constexpr Time now{};
    EXPECT_EQ(source_retries.next_attempt(1, now, now), now + 30s);
    EXPECT_EQ(source_retries.next_attempt(2, now, now), now + 2min);
    EXPECT_EQ(source_retries.next_attempt(10, now, now), now + 8h);
    EXPECT_FALSE(source_retries.next_attempt(11, now, now));
    Time time = now;
    for (std::int64_t attempts = 1; auto next = source_retries.next_attempt(attempts, now, time); ++attempts)
        time = *next;
    EXPECT_GT(time - now, 20h);
    EXPECT_LT(time - now, 26h);
}

TEST(RecordingCopies, AreNeverGivenUpWhereOurStorageOrReaderFailed) {
    constexpr Time now{};
    EXPECT_EQ(own_retries.next_attempt(1, now, now), now + 30s);
    EXPECT_EQ(own_retries.next_attempt(6, now, now), now + 1h);
    EXPECT_EQ(own_retries.next_attempt(1'000, now, now), now + 1h);
}

}  // namespace
}  // namespace rollcall::connectors
