#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace rollcall {

/// What a program wrote to its standard output, and how it ended.
struct ProgramResult {
    std::string output;
    int status;  ///< its exit code; -1 when a signal ended it or a limit was exceeded
    /// Whether something else than its input ended it: SIGINT, SIGTERM or SIGKILL, the limit of time, or a requested
    /// stop.
    bool was_interrupted = false;
};

/// Runs a program with `input` on its standard input until it ends, or kills it at the limit of time or of output.
/// Nothing when it could not be started. Its standard error is dropped, its other files are closed, its environment is
/// empty, and no signal to the server's group of processes (Ctrl+C) reaches it.
std::optional<ProgramResult> run_program(const std::filesystem::path& program, std::string_view input,
                                         std::chrono::milliseconds time_limit, std::size_t output_limit);

/// The same with a file as its standard input, which it may read in any order; also killed once `stop` is requested.
/// Nothing when the file does not exist, either.
std::optional<ProgramResult> run_program_on_file(const std::filesystem::path& program,
                                                 const std::filesystem::path& file,
                                                 std::chrono::milliseconds time_limit, std::size_t output_limit,
                                                 const std::stop_token& stop = {});

}  // namespace rollcall
