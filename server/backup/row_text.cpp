#include "backup/row_text.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace rollcall::backup {

namespace {

namespace json = boost::json;
using database::TableColumn;

[[noreturn]] void refuse(const database::TableLayout& table) {
    throw std::runtime_error(fmt::format("a row of {} has other values than the table", table.name));
}

/// Keeps the values of one array, of which each is a number, a text or null. Refuses the first byte of anything else,
/// and more values than the table has, so that a hostile line takes no more memory than its texts.
class RowHandler {
public:
    static constexpr std::size_t max_object_size = 0;
    static constexpr std::size_t max_array_size = -1;
    static constexpr std::size_t max_key_size = 0;
    static constexpr std::size_t max_string_size = -1;

    explicit RowHandler(const database::TableLayout& table) : table_(table) { values_.reserve(table.columns.size()); }

    std::vector<database::TableValue> take_values() { return std::move(values_); }
    bool is_complete() const { return values_.size() == table_.columns.size(); }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_array_begin(json::error_code& problem) {
        return std::exchange(is_open_, true) ? refuse_value(problem) : true;
    }
    bool on_array_end(std::size_t, json::error_code&) { return true; }
    bool on_object_begin(json::error_code& problem) { return refuse_value(problem); }
    bool on_object_end(std::size_t, json::error_code& problem) { return refuse_value(problem); }
    bool on_key_part(json::string_view, std::size_t, json::error_code& problem) { return refuse_value(problem); }
    bool on_key(json::string_view, std::size_t, json::error_code& problem) { return refuse_value(problem); }
    bool on_string_part(json::string_view part, std::size_t, json::error_code& problem) {
        if (!has_next(TableColumn::Type::text)) return refuse_value(problem);
        text_ += std::string_view(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, json::error_code& problem) {
        if (!has_next(TableColumn::Type::text)) return refuse_value(problem);
        text_ += std::string_view(part);
        values_.emplace_back(std::exchange(text_, {}));
        return true;
    }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, json::error_code& problem) {
        if (!has_next(TableColumn::Type::integer)) return refuse_value(problem);
        values_.emplace_back(number);
        return true;
    }
    bool on_uint64(std::uint64_t, json::string_view, json::error_code& problem) { return refuse_value(problem); }
    bool on_double(double, json::string_view, json::error_code& problem) { return refuse_value(problem); }
    bool on_bool(bool, json::error_code& problem) { return refuse_value(problem); }
    bool on_null(json::error_code& problem) {
        if (!is_open_ || is_complete()) return refuse_value(problem);
        values_.emplace_back(std::monostate());
        return true;
    }
    bool on_comment_part(json::string_view, json::error_code& problem) { return refuse_value(problem); }
    bool on_comment(json::string_view, json::error_code& problem) { return refuse_value(problem); }

private:
    static bool refuse_value(json::error_code& problem) {
        problem = json::make_error_code(json::error::extra_data);
        return false;
    }
    bool has_next(TableColumn::Type type) const {
        return is_open_ && !is_complete() && table_.columns[values_.size()].type == type;
    }

    const database::TableLayout& table_;
    std::vector<database::TableValue> values_;
    std::string text_;
    bool is_open_ = false;
};

}  // namespace

void append_row(std::string& lines, const database::Row& row, const database::TableLayout& table) {
    char separator = '[';
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const auto at = static_cast<int>(column);
        lines += separator;
        separator = ',';
        if (row.is_null(at)) {
            lines += "null";
        } else if (table.columns[column].type == TableColumn::Type::text) {
            lines += json::serialize(json::string_view(row.text_view(at)));
        } else {
            fmt::format_to(std::back_inserter(lines), "{}", row.integer(at));
        }
    }
    lines += "]\n";
}

std::string write_columns(const database::TableLayout& table) {
    json::array names;
    for (const auto& column : table.columns) names.emplace_back(column.name);
    return json::serialize(names) + "\n";
}

std::vector<database::TableValue> parse_row(std::string_view line, const database::TableLayout& table) {
    json::basic_parser<RowHandler> parser(json::parse_options{}, table);
    json::error_code problem;
    const auto read = parser.write_some(false, line.data(), line.size(), problem);
    if (problem || !parser.done() || read != line.size() || !parser.handler().is_complete()) refuse(table);
    return parser.handler().take_values();
}

}  // namespace rollcall::backup
