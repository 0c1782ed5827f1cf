#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "core/child_program.hpp"
#include "core/temporary_folder.hpp"

// Runs a program that is linked with the same confinement as the decoders (core/hostile_program/).
namespace rollcall {
namespace {

struct Attempt {
    const char* name;
    bool is_deadly;  ///< the program is killed, instead of being refused
};

class Confinement : public ::testing::TestWithParam<Attempt> {
protected:
    // "done", "refused", or "killed".
    std::string run(const std::string& how, const std::string& attempt) {
        const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "hostile_program";
        const auto input = folder.file("input");
        std::ofstream(input) << how << ' ' << attempt << '\n';
        const auto result = run_program_on_file(program, input, std::chrono::seconds(60), 100'000);
        if (!result) return "not started";
        if (result->status == -1) return "killed";
        return result->output.substr(0, result->output.find('\n'));
    }

    TemporaryFolder folder;
};

TEST_P(Confinement, RefusesWhatIsPossibleWithoutIt) {
    EXPECT_EQ(run("free", GetParam().name), "done") << "the attempt shows nothing";
    EXPECT_EQ(run("confined", GetParam().name), GetParam().is_deadly ? "killed" : "refused");
}

INSTANTIATE_TEST_SUITE_P(, Confinement,
                         ::testing::Values(Attempt{"open", false}, Attempt{"create", false}, Attempt{"socket", true},
                                           Attempt{"socketpair", true}, Attempt{"execve", true}, Attempt{"fork", true},
                                           Attempt{"clone", true}, Attempt{"ptrace", true}, Attempt{"kill", true},
                                           Attempt{"tgkill", false}, Attempt{"large file", false},
                                           Attempt{"many descriptors", false}, Attempt{"code", false},
                                           Attempt{"outlive", false}, Attempt{"readable", false}));

TEST_F(Confinement, LetsADecoderStartThreads) { EXPECT_EQ(run("confined", "thread"), "done"); }

TEST_F(Confinement, WritesNoFileEvenBeforeTheFilter) { EXPECT_EQ(run("limited", "large file"), "killed"); }

}  // namespace
}  // namespace rollcall
