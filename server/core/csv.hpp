#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rollcall {

/// What a file begins with so that Excel reads it as UTF-8.
inline constexpr std::string_view csv_beginning = "\xef\xbb\xbf";

/// One line of a CSV file (RFC 4180), its end included: every cell quoted. A cell that a spreadsheet would take for a
/// formula, since it begins with = + - @, a tab or a carriage return, gets an apostrophe before it (CWE-1236).
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace rollcall
