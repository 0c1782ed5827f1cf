#include "core/child_program.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "core/temporary_folder.hpp"

namespace rollcall {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds long_timeout{20'000};
constexpr std::size_t large_limit = 10'000'000;
constexpr auto sleep_for_long = "exec /bin/sleep 60\n";  // for a shell

class RunProgram : public ::testing::Test {
protected:
    RunProgram() { signal(SIGPIPE, SIG_IGN); }  // as the server does
};

}  // namespace

TEST_F(RunProgram, passes_the_input_and_returns_the_output) {
    const std::string input(1'000'000, 'x');
    const auto result = run_program("/bin/cat", input, long_timeout, large_limit);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, 0);
    EXPECT_EQ(result->output, input);
    EXPECT_EQ(run_program("/bin/cat", "", long_timeout, large_limit)->output, "");
}

TEST_F(RunProgram, a_file_can_be_the_input) {
    const auto result = run_program_on_file("/bin/cat", "/proc/self/exe", long_timeout, 100'000'000);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, 0);
    EXPECT_TRUE(
        result->output.starts_with("\x7f"
                                   "ELF"));
    EXPECT_EQ(run_program_on_file("/bin/cat", "/dev/null", long_timeout, large_limit)->output, "");
    EXPECT_FALSE(run_program_on_file("/bin/cat", "/no/such/file", long_timeout, large_limit));
}

TEST_F(RunProgram, returns_the_exit_code_even_of_a_program_that_does_not_read_its_input) {
    const std::string input(1'000'000, 'x');
    EXPECT_EQ(run_program("/bin/true", input, long_timeout, large_limit)->status, 0);
    EXPECT_EQ(run_program("/bin/false", input, long_timeout, large_limit)->status, 1);
}

TEST_F(RunProgram, tells_a_program_that_was_interrupted_from_one_that_failed) {
    const auto was_interrupted = [](std::string_view script) {
        const auto result = run_program("/bin/sh", script, long_timeout, large_limit);
        return result && result->was_interrupted;
    };
    for (const auto* signal : {"INT", "TERM", "KILL"}) {
        EXPECT_TRUE(was_interrupted(std::string("kill -") + signal + " $$\n")) << signal;
    }
    EXPECT_TRUE(run_program("/bin/sh", sleep_for_long, milliseconds(200), large_limit)->was_interrupted);

    for (const auto* signal : {"SEGV", "ABRT", "SYS", "XCPU"}) {
        EXPECT_FALSE(was_interrupted(std::string("kill -") + signal + " $$\n")) << signal;
    }
    EXPECT_FALSE(was_interrupted("exit 10\n"));
    EXPECT_FALSE(run_program("/usr/bin/yes", "", long_timeout, 1'000)->was_interrupted);
}

TEST_F(RunProgram, the_program_is_in_a_group_of_processes_of_its_own) {
    const auto script = "read -r id name state parent group rest < /proc/$$/stat; echo $$ $group\n";
    const auto output = run_program("/bin/sh", script, long_timeout, large_limit)->output;
    std::istringstream numbers(output);
    pid_t id = 0;
    pid_t group = 0;
    numbers >> id >> group;
    EXPECT_GT(group, 0);
    EXPECT_EQ(group, id);
}

TEST_F(RunProgram, kills_a_program_at_the_limit_of_time_or_of_output) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(run_program("/usr/bin/yes", "", long_timeout, 1'000)->status, -1);
    EXPECT_EQ(run_program("/bin/sh", sleep_for_long, milliseconds(200), large_limit)->status, -1);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, long_timeout);
}

TEST_F(RunProgram, kills_a_program_when_a_stop_is_requested) {
    const TemporaryFolder folder;
    const auto script = folder.file("script");
    std::ofstream(script) << sleep_for_long;
    std::stop_source stop;
    std::jthread stopping([&] {
        std::this_thread::sleep_for(milliseconds(100));
        stop.request_stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(run_program_on_file("/bin/sh", script, long_timeout, large_limit, stop.get_token())->status, -1);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, long_timeout);
}

TEST_F(RunProgram, returns_nothing_for_a_program_that_does_not_exist) {
    EXPECT_FALSE(run_program("/no/such/program", "", long_timeout, large_limit));
}

TEST_F(RunProgram, the_program_has_an_empty_environment) {
    EXPECT_EQ(run_program("/usr/bin/env", "", long_timeout, large_limit)->output, "");
}

}  // namespace rollcall
