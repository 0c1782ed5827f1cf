#include "jobs/pause_for_others.hpp"

#include <gtest/gtest.h>

#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"
#include "database/testing.hpp"

namespace rollcall::jobs {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class PauseForOthersWho : public ::testing::Test {
protected:
    /// The pause after a step that took 5 ms, and during which everybody together wrote so often.
    auto pause_after(std::uint64_t writes) {
        const auto begin = now;
        now.time += milliseconds(5);
        now.writes += writes;
        return pause.pause_after_step(begin, now);
    }

    TemporaryFolder folder;
    database::testing::FixedClock clock;
    std::unique_ptr<database::Database> database = database::open_sqlite(folder.file("rollcall.db"), clock);
    PauseForOthers pause{*database};
    PauseForOthers::Moment now{.time = std::chrono::steady_clock::time_point(std::chrono::hours(1)), .writes = 70};
};

}  // namespace

TEST_F(PauseForOthersWho, do_not_write_takes_no_time) {
    EXPECT_EQ(pause_after(0), milliseconds(0));
    EXPECT_EQ(pause_after(1), milliseconds(0));
}

TEST_F(PauseForOthersWho, write_takes_twice_the_time_of_a_step) { EXPECT_EQ(pause_after(2), milliseconds(10)); }

TEST_F(PauseForOthersWho, have_written_goes_on_for_two_seconds) {
    pause_after(2);
    now.time += seconds(1);
    EXPECT_EQ(pause_after(1), milliseconds(10));
    now.time += seconds(1);
    EXPECT_EQ(pause_after(1), milliseconds(0));
}

TEST_F(PauseForOthersWho, wait_says_whether_there_is_more_to_do) {
    EXPECT_TRUE(pause.run_step([] { return true; }));
    EXPECT_FALSE(pause.run_step([] { return false; }));
}

}  // namespace rollcall::jobs
