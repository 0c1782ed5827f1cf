#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace rollcall {

/// What a program said, and how it ended.
struct Ended {
    std::string output;
    int status;  ///< its exit code; -1 where a signal ended it, or it took too long
};

/// Runs a program with `input` on its standard input until it ends, or kills it at the limit of time or of output.
/// Nothing where it could not be started. What it says on its standard error is dropped, its
/// other files are closed, and its environment is empty.
std::optional<Ended> run_program(const std::filesystem::path& program, std::string_view input,
                                 std::chrono::milliseconds most_time, std::size_t most_output);

/// The same with a file as its standard input, which it may read in any order; also killed once `stop` is requested.
/// Nothing where there is no such file either.
std::optional<Ended> run_program_on_file(const std::filesystem::path& program, const std::filesystem::path& file,
                                         std::chrono::milliseconds most_time, std::size_t most_output,
                                         const std::stop_token& stop = {});

}  // namespace rollcall
