#include "database/whole/table_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rollcall::database {

namespace {

/// What one page may hold in memory, except for rows that are larger than expected.
constexpr std::size_t page_bytes = 2 * 1024 * 1024;
constexpr std::int64_t most_rows_of_page = 1000;

std::string quote(std::string_view name) { return fmt::format("\"{}\"", name); }

std::string list_columns(const TableLayout& table, std::size_t count) {
    std::string list;
    for (std::size_t column = 0; column < count; ++column) {
        if (column > 0) list += ", ";
        list += quote(table.columns[column].name);
    }
    return list;
}

/// "$2, $3"
std::string list_marks(std::size_t first, std::size_t count) {
    std::string list;
    for (std::size_t number = first; number < first + count; ++number) {
        list += fmt::format("{}${}", number > first ? ", " : "", number);
    }
    return list;
}

Parameter to_parameter(const TableValue& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return std::nullopt;
}

std::vector<Parameter> bind_values(const std::vector<TableValue>& values) {
    std::vector<Parameter> parameters;
    parameters.reserve(values.size());
    for (const auto& value : values) parameters.push_back(to_parameter(value));
    return parameters;
}

std::size_t count_bytes(const Row& row, const TableLayout& table) {
    std::size_t bytes = 0;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const auto at = static_cast<int>(column);
        const bool is_text = table.columns[column].type == TableColumn::Type::text;
        bytes += is_text && !row.is_null(at) ? row.text_view(at).size() : sizeof(std::int64_t);
    }
    return bytes;
}

/// Reads a table page by page. How many rows a page has follows the largest row of the page before.
class Pages {
public:
    Pages(Transaction& tx, const TableLayout& table) : tx_(tx), table_(table) {
        const auto order = table.key_columns > 0 ? table.key_columns : table.columns.size();
        const auto from =
            fmt::format("SELECT {} FROM {}", list_columns(table, table.columns.size()), quote(table.name));
        const auto keys = list_columns(table, order);
        first_ = fmt::format("{} ORDER BY {} LIMIT $1", from, keys);
        // Rows without a key may be equal.
        next_ = table.key_columns > 0
                    ? fmt::format("{} WHERE ({}) > ({}) ORDER BY {} LIMIT $1", from, keys, list_marks(2, order), keys)
                    : fmt::format("{} ORDER BY {} LIMIT $1 OFFSET $2", from, keys);
    }

    void read(const std::function<void(const Row&)>& on_row) {
        while (read_page(on_row) == limit_) {
            const auto fitting = static_cast<std::int64_t>(page_bytes / std::max<std::size_t>(largest_row_, 1));
            limit_ = std::clamp<std::int64_t>(std::min(fitting, limit_ * 2), 1, most_rows_of_page);
        }
    }

private:
    std::int64_t read_page(const std::function<void(const Row&)>& on_row) {
        std::vector<TableValue> values{limit_};
        values.insert(values.end(), position_.begin(), position_.end());
        std::int64_t count = 0;
        largest_row_ = 0;
        const auto read = [&](const Row& row) {
            largest_row_ = std::max(largest_row_, count_bytes(row, table_));
            on_row(row);
            ++count;
            if (count == limit_) note_position(row);
            return true;
        };
        tx_.all_of(position_.empty() ? first_ : next_, bind_values(values), read);
        return count;
    }

    void note_position(const Row& row) {
        rows_ += limit_;
        position_.clear();
        for (std::size_t column = 0; column < table_.key_columns; ++column) {
            position_.push_back(read_value(row, table_, column));
        }
        if (position_.empty()) position_.emplace_back(rows_);
    }

    Transaction& tx_;
    const TableLayout& table_;
    std::string first_;
    std::string next_;
    std::vector<TableValue> position_;  ///< the key of the last row, or how many rows there were
    std::int64_t rows_ = 0;
    std::int64_t limit_ = 16;
    std::size_t largest_row_ = 0;
};

}  // namespace

void read_rows(Transaction& tx, const TableLayout& table, const std::function<void(const Row&)>& on_row) {
    Pages(tx, table).read(on_row);
}

TableValue read_value(const Row& row, const TableLayout& table, std::size_t column) {
    const auto at = static_cast<int>(column);
    if (row.is_null(at)) return std::monostate();
    if (table.columns[column].type == TableColumn::Type::text) return row.text(at);
    return row.integer(at);
}

void insert_row(Transaction& tx, const TableLayout& table, const std::vector<TableValue>& values) {
    const auto count = table.columns.size();
    tx.execute_later_with(fmt::format("INSERT INTO {} ({}) VALUES ({})", quote(table.name), list_columns(table, count),
                                      list_marks(1, count)),
                          bind_values(values));
}

void delete_rows(Transaction& tx, const TableLayout& table) {
    tx.execute(fmt::format("DELETE FROM {}", quote(table.name)));
}

}  // namespace rollcall::database
