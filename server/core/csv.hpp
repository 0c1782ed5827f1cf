#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rollcall {

/// The byte order mark: with it, Excel reads a file as UTF-8.
inline constexpr std::string_view csv_byte_order_mark = "\xef\xbb\xbf";

/// One line of a CSV file (RFC 4180, or with another delimiter) with its line end; every cell is quoted. A cell that a
/// spreadsheet would read as a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe before
/// it (CWE-1236), and so does one that begins with apostrophes before such a character, so that `without_formula_quote`
/// is the reverse. A phone number in E.164 and a negative number are no formulas.
std::string csv_line(const std::vector<std::string>& cells, char delimiter = ',');

/// The cell without the apostrophe that `csv_line`, or a spreadsheet, has put before it.
std::string without_formula_quote(std::string_view cell);

}  // namespace rollcall
