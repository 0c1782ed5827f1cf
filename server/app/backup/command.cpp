#include "app/backup/command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <signal.h>
#include <spdlog/spdlog.h>

#include <cstdio>

#include "backup/progress.hpp"

namespace rollcall::app {

namespace {

std::string count_files(std::int64_t count) {
    return fmt::format("{} {}", backup::describe_count(count), count == 1 ? "file" : "files");
}

}  // namespace

void prepare_command() {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    spdlog::set_level(spdlog::level::off);
}

void print_sums(const backup::Checksums& sums) {
    constexpr auto line = "{:<26} {:>12}  {}\n";
    std::int64_t rows = 0;
    fmt::print(line, "table", "rows", "checksum");
    for (const auto& table : sums.tables) {
        fmt::print(line, table.name, backup::describe_count(table.rows), table.checksum);
        rows += table.rows;
    }
    fmt::print("{} tables, {} rows, {} ({})\n", sums.tables.size(), backup::describe_count(rows),
               count_files(sums.blobs.count), backup::describe_bytes(static_cast<std::uint64_t>(sums.blobs.bytes)));
    if (sums.blobs.missing > 0) {
        fmt::print("Deleted meanwhile, or not in the storage: {} that the database names.\n",
                   count_files(sums.blobs.missing));
    }
    std::fflush(stdout);
}

void print_other_tables(const std::vector<std::string>& names) {
    if (names.empty()) return;
    fmt::print("Left out, since they are not Rollcall's: {}.\n", fmt::join(names, ", "));
}

std::string describe_number(std::int64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", backup::describe_count(count), noun, count == 1 ? "" : "s");
}

}  // namespace rollcall::app
