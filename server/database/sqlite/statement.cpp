#include "database/sqlite/statement.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "database/sqlite/failure.hpp"

namespace rollcall::database::sqlite {

namespace {

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    int column_count() const override { return sqlite3_column_count(statement_); }

    bool is_null(int column) const override { return type(column) == SQLITE_NULL; }

    std::int64_t integer(int column) const override {
        require_type(SQLITE_INTEGER, column);
        return sqlite3_column_int64(statement_, column);
    }

    bool boolean(int column) const override { return integer(column) != 0; }

    std::string_view text_view(int column) const override {
        require_type(SQLITE_TEXT, column);
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

private:
    int type(int column) const { return sqlite3_column_type(statement_, column); }

    void require_type(int wanted, int column) const {
        if (type(column) == wanted) return;
        throw std::logic_error(fmt::format("column {} is {}, wanted is {} (SQLite's numbers of types) in: {}", column,
                                           type(column), wanted, sqlite3_sql(statement_)));
    }

    sqlite3_stmt* statement_;
};

/// Resets the statement for its next run and clears the bound texts, which were only borrowed.
class Reset {
public:
    explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
    ~Reset() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;

private:
    sqlite3_stmt* statement_;
};

int bind_value(sqlite3_stmt* statement, int index, const Parameter::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, index, *number);
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        const char* data = text->data() ? text->data() : "";  // a null pointer would bind NULL
        return sqlite3_bind_text64(statement, index, data, text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    return sqlite3_bind_null(statement, index);
}

}  // namespace

Statement::Statement(sqlite3* handle, std::string_view sql) : handle_(handle), sql_(sql) {
    sqlite3_stmt* prepared = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(handle, sql_.c_str(), static_cast<int>(sql_.size() + 1),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
    statement_.reset(prepared);
    if (code != SQLITE_OK) throw_sqlite_failure(handle, sql_);
    if (!prepared || std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos) {
        throw std::logic_error(fmt::format("not one statement: {}", sql_));
    }
    number_parameters();
}

/// SQLite numbers parameters by first appearance; PostgreSQL by the number in their name.
void Statement::number_parameters() {
    const int count = sqlite3_bind_parameter_count(statement_.get());
    index_of_.resize(static_cast<std::size_t>(count), 0);
    for (int index = 1; index <= count; ++index) {
        const char* name = sqlite3_bind_parameter_name(statement_.get(), index);
        const std::string_view text = name ? name : "";
        int number = 0;
        if (text.starts_with('$')) std::from_chars(text.data() + 1, text.data() + text.size(), number);
        if (number < 1 || number > count) {
            throw std::logic_error(
                fmt::format("parameters are $1, $2, ... without a gap, not '{}' in: {}", text, sql_));
        }
        index_of_[static_cast<std::size_t>(number - 1)] = index;
    }
}

void Statement::bind(std::span<const Parameter> parameters) {
    if (parameters.size() != index_of_.size()) {
        throw std::logic_error(
            fmt::format("{} values for {} parameters in: {}", parameters.size(), index_of_.size(), sql_));
    }
    for (std::size_t number = 0; number < parameters.size(); ++number) {
        const int code = bind_value(statement_.get(), index_of_[number], parameters[number].value());
        if (code != SQLITE_OK) throw_sqlite_failure(handle_, sql_);
    }
}

std::int64_t Statement::run(std::span<const Parameter> parameters, const std::function<void(const Row&)>& on_row) {
    const Reset reset(statement_.get());
    bind(parameters);
    const SqliteRow row(statement_.get());
    for (;;) {
        const int code = sqlite3_step(statement_.get());
        if (code == SQLITE_DONE) break;
        if (code != SQLITE_ROW) throw_sqlite_failure(handle_, sql_);
        on_row(row);
    }
    // For a statement that only reads, SQLite returns the count of the one before.
    return sqlite3_stmt_readonly(statement_.get()) != 0 ? 0 : sqlite3_changes64(handle_);
}

}  // namespace rollcall::database::sqlite
