#include "core/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <system_error>

namespace rollcall {

namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// E.164: + and 7 to 15 digits, of which the first is no zero. Spreadsheets read it as a number.
bool is_phone_number(std::string_view cell) {
    return cell.size() >= 8 && cell.size() <= 16 && cell[0] == '+' && cell[1] != '0' &&
           std::ranges::all_of(cell.substr(1), is_digit);
}

bool is_number(std::string_view cell) {
    double number = 0;
    const auto end = cell.data() + cell.size();
    const auto read = std::from_chars(cell.data(), end, number);
    return read.ec == std::errc() && read.ptr == end && std::isfinite(number);
}

bool begins_like_formula(std::string_view cell) {
    const auto begin = cell.find_first_not_of('\'');
    return begin != cell.npos && std::string_view("=+-@\t\r").find(cell[begin]) != std::string_view::npos;
}

bool needs_apostrophe(std::string_view cell) {
    return begins_like_formula(cell) && !is_phone_number(cell) && !is_number(cell);
}

void append_quoted(std::string& line, std::string_view cell) {
    const auto begin = line.size();
    line.resize(begin + csv_write(nullptr, 0, cell.data(), cell.size()));
    csv_write(line.data() + begin, line.size() - begin, cell.data(), cell.size());
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells, char delimiter) {
    std::string line;
    for (const auto& cell : cells) {
        if (!line.empty()) line += delimiter;
        append_quoted(line, needs_apostrophe(cell) ? '\'' + cell : cell);
    }
    return line + "\r\n";
}

std::string without_formula_quote(std::string_view cell) {
    const bool has_apostrophe = cell.starts_with('\'') && begins_like_formula(cell.substr(1));
    return std::string(has_apostrophe ? cell.substr(1) : cell);
}

}  // namespace rollcall
