#include "contacts/imports/refused_rows.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

namespace rollcall::contacts {

namespace json = boost::json;

std::string write_refused_rows(const std::vector<ImportRow>& rows) {
    json::array refused;
    for (const auto& row : rows) {
        if (!row.refused) continue;
        json::array cells;
        for (const auto& cell : row.cells) cells.emplace_back(cell);
        refused.push_back(json::array{row.line, *row.refused, std::move(cells)});
    }
    return refused.empty() ? std::string() : json::serialize(refused);
}

std::vector<RefusedRow> read_refused_rows(std::string_view text) {
    std::vector<RefusedRow> rows;
    if (text.empty()) return rows;
    const auto value = json::parse(text);
    for (const auto& one : value.as_array()) {
        const auto& row = one.as_array();
        rows.push_back({.line = row.at(0).to_number<std::uint64_t>(),
                        .reason = std::string(row.at(1).as_string()),
                        .cells = json::value_to<std::vector<std::string>>(row.at(2))});
    }
    return rows;
}

}  // namespace rollcall::contacts
