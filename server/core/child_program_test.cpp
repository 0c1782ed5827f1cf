#include "core/child_program.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <thread>

namespace rollcall {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds long_enough{20'000};
constexpr std::size_t much = 10'000'000;

class RunProgram : public ::testing::Test {
protected:
    RunProgram() { signal(SIGPIPE, SIG_IGN); }  // as the server does
};

}  // namespace

TEST_F(RunProgram, HandsOverTheInputAndGivesBackTheOutput) {
    const std::string input(1'000'000, 'x');
    const auto ended = run_program("/bin/cat", input, long_enough, much);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->status, 0);
    EXPECT_EQ(ended->output, input);
    EXPECT_EQ(run_program("/bin/cat", "", long_enough, much)->output, "");
}

TEST_F(RunProgram, GivesAFileAsTheInput) {
    const auto ended = run_program_on_file("/bin/cat", "/proc/self/exe", long_enough, 100'000'000);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->status, 0);
    EXPECT_TRUE(
        ended->output.starts_with("\x7f"
                                  "ELF"));
    EXPECT_EQ(run_program_on_file("/bin/cat", "/dev/null", long_enough, much)->output, "");
    EXPECT_FALSE(run_program_on_file("/bin/cat", "/no/such/file", long_enough, much));
}

TEST_F(RunProgram, TellsHowItEndedAlsoWhenItDoesNotRead) {
    const std::string input(1'000'000, 'x');
    EXPECT_EQ(run_program("/bin/true", input, long_enough, much)->status, 0);
    EXPECT_EQ(run_program("/bin/false", input, long_enough, much)->status, 1);
}

TEST_F(RunProgram, EndsWhatTakesTooLongOrSaysTooMuch) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(run_program("/usr/bin/yes", "", long_enough, 1'000)->status, -1);
    EXPECT_EQ(run_program("/usr/bin/yes", "", milliseconds(200), 1UL << 40)->status, -1);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, long_enough);
}

TEST_F(RunProgram, IsStopped) {
    std::stop_source stop;
    std::jthread stopping([&] {
        std::this_thread::sleep_for(milliseconds(100));
        stop.request_stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(run_program_on_file("/usr/bin/yes", "/dev/null", long_enough, 1UL << 40, stop.get_token())->status, -1);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, long_enough);
}

TEST_F(RunProgram, SaysThatThereIsNoSuchProgram) {
    EXPECT_FALSE(run_program("/no/such/program", "", long_enough, much));
}

TEST_F(RunProgram, TellsItNothingOfTheServersEnvironment) {
    EXPECT_EQ(run_program("/usr/bin/env", "", long_enough, much)->output, "");
}

}  // namespace rollcall
