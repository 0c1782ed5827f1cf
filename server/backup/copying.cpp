#include "backup/copying.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "backup/checksum.hpp"
#include "backup/row_text.hpp"
#include "database/whole/table_rows.hpp"

namespace rollcall::backup {

namespace {

using database::TableLayout;

/// Calls `on_row` with each row and its line.
template <class OnRow>
TableSum sum_rows(database::Transaction& tx, const TableLayout& table, Progress& progress, std::string_view what,
                  OnRow on_row) {
    TableSum sum{.name = table.name};
    Checksum checksum;
    std::string line;
    database::read_rows(tx, table, [&](const database::Row& row) {
        line.clear();
        append_row(line, row, table);
        checksum.update(line);
        ++sum.rows;
        on_row(row, line);
        progress.update([&] { return fmt::format("{}: {} rows {}", table.name, describe_count(sum.rows), what); });
    });
    sum.checksum = checksum.finish();
    return sum;
}

std::vector<database::TableValue> read_values(const database::Row& row, const TableLayout& table) {
    std::vector<database::TableValue> values;
    values.reserve(table.columns.size());
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        values.push_back(database::read_value(row, table, column));
    }
    return values;
}

}  // namespace

Checksums copy_rows(database::Snapshot& source, database::NewDatabase& target, Progress& progress) {
    if (source.tables != target.tables()) throw std::runtime_error("The tables are not those of their schema.");
    Checksums sums;
    for (const auto& table : source.tables) {
        std::size_t bytes = 0;
        const auto copy = [&](const database::Row& row, const std::string& line) {
            database::insert_row(target.connection(), table, read_values(row, table));
            bytes += line.size();
            if (bytes < part_bytes) return;
            target.end_part();
            bytes = 0;
        };
        sums.tables.push_back(sum_rows(*source.connection, table, progress, "copied", copy));
    }
    target.end_part();
    return sums;
}

void require_same_rows(database::NewDatabase& database, const Checksums& expected, Progress& progress) {
    const auto ignore = [](const database::Row&, const std::string&) {};
    const auto& tables = database.tables();
    for (std::size_t place = 0; place < tables.size(); ++place) {
        if (sum_rows(database.connection(), tables[place], progress, "compared", ignore) == expected.tables.at(place))
            continue;
        throw std::runtime_error(
            fmt::format("The rows of {} in the new database are not those of the source.", tables[place].name));
    }
}

}  // namespace rollcall::backup
