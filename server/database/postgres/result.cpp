#include "database/postgres/result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace rollcall::database::postgres {

namespace {

// Numbers of types; PostgreSQL does not change them (src/include/catalog/pg_type.dat).
enum Type : Oid { boolean = 16, name = 19, bigint = 20, smallint = 21, integer = 23, text = 25, varchar = 1043 };
constexpr Oid numeric = 1700;  // the type of sum() of integers

class PostgresRow final : public Row {
public:
    PostgresRow(const PGresult* result, int row, std::string_view sql) : result_(result), row_(row), sql_(sql) {}

    int column_count() const override { return PQnfields(result_); }

    bool is_null(int column) const override {
        expect_column(column);
        return PQgetisnull(result_, row_, column) != 0;
    }

    std::int64_t integer(int column) const override {
        expect(column, {Type::bigint, Type::integer, Type::smallint, numeric});
        const auto digits = value(column);
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error != std::errc() || end != digits.data() + digits.size()) refuse(column, "not a whole number");
        return number;
    }

    /// Reads a comparison, which has the type boolean, or a column of 1 and 0.
    bool boolean(int column) const override {
        expect_column(column);
        if (PQftype(result_, column) != Type::boolean) return integer(column) != 0;
        expect(column, {Type::boolean});
        return value(column) == "t";
    }

    std::string_view text_view(int column) const override {
        expect(column, {Type::text, Type::varchar, Type::name});
        return value(column);
    }

private:
    std::string_view value(int column) const {
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

    void expect_column(int column) const {
        if (column < 0 || column >= column_count()) refuse(column, "missing");
    }

    void expect(int column, std::initializer_list<Oid> types) const {
        if (is_null(column)) refuse(column, "NULL");
        if (std::ranges::find(types, PQftype(result_, column)) == types.end()) refuse(column, "of another type");
    }

    [[noreturn]] void refuse(int column, std::string_view what) const {
        throw std::logic_error(fmt::format("column {} is {} in: {}", column, what, sql_));
    }

    const PGresult* result_;
    int row_;
    std::string_view sql_;
};

}  // namespace

bool Result::has_succeeded() const {
    const auto status = PQresultStatus(result_.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

void Result::read(std::string_view sql, const std::function<void(const Row&)>& on_row) const {
    const int rows = PQntuples(result_.get());
    for (int row = 0; row < rows; ++row) on_row(PostgresRow(result_.get(), row, sql));
}

std::int64_t Result::rows_changed() const {
    // The count of a SELECT is the number of rows that it returns.
    if (std::string_view(PQcmdStatus(result_.get())).starts_with("SELECT")) return 0;
    const std::string_view digits = PQcmdTuples(result_.get());
    std::int64_t rows = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), rows);
    return rows;
}

}  // namespace rollcall::database::postgres
