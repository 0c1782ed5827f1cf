#include "core/csv.hpp"

#include <csv.h>

#include <string_view>

namespace rollcall {

namespace {

bool begins_a_formula(std::string_view cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

void append_quoted(std::string& line, std::string_view cell) {
    const auto begin = line.size();
    line.resize(begin + csv_write(nullptr, 0, cell.data(), cell.size()));
    csv_write(line.data() + begin, line.size() - begin, cell.data(), cell.size());
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) {
        if (!line.empty()) line += ',';
        append_quoted(line, begins_a_formula(cell) ? '\'' + cell : cell);
    }
    return line + "\r\n";
}

}  // namespace rollcall
