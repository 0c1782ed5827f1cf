#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "database/whole/table_rows.hpp"

namespace rollcall::backup {

/// Appends a row as one line: a JSON array of its values, which are numbers, texts and null.
void append_row(std::string& lines, const database::Row& row, const database::TableLayout& table);

/// The first line of each part: the names of the columns.
std::string write_columns(const database::TableLayout& table);

/// Throws std::runtime_error with one plain line for a line that is not a row of the table.
std::vector<database::TableValue> parse_row(std::string_view line, const database::TableLayout& table);

}  // namespace rollcall::backup
