#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "database/whole/table_layout.hpp"

namespace rollcall::database {

using TableValue = std::variant<std::monostate, std::int64_t, std::string>;

/// Every row of a table in the order of its key, of which the connection keeps few in memory at a time. `columns` of
/// the layout may be fewer than the table has, as long as those of the key are among them.
void read_rows(Transaction& tx, const TableLayout& table, const std::function<void(const Row&)>& on_row);

/// One value of a row that was read by the layout.
TableValue read_value(const Row& row, const TableLayout& table, std::size_t column);

/// Inserts a row with a value for each column of the layout.
void insert_row(Transaction& tx, const TableLayout& table, const std::vector<TableValue>& values);

/// Deletes all rows, such as those that migrations insert.
void delete_rows(Transaction& tx, const TableLayout& table);

}  // namespace rollcall::database
