#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "backup/format.hpp"

namespace rollcall::app {

/// A full disk is an error of a write, not the end of the process; what goes wrong is said by one line on standard
/// error.
void prepare_command();

/// Prints a table: name, rows and checksum of each table, and what there was of files.
void print_sums(const backup::Checksums& sums);

/// Says which tables of the database were not copied, where there are any.
void print_other_tables(const std::vector<std::string>& names);

/// "1 member", "1,234 members"
std::string describe_number(std::int64_t count, std::string_view noun);

}  // namespace rollcall::app
