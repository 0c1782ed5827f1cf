#pragma once

#include <fmt/format.h>

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <chrono>
#include <concepts>
#include <initializer_list>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/enum_names.hpp"
#include "database/row.hpp"

/// Structs whose fields are listed once, by BOOST_DESCRIBE_STRUCT: the list gives the columns of a SELECT, and reads
/// them. Fields of described bases come first; a field that is a described struct itself is replaced by its own fields.
///
///     struct CompanyRow { CompanyId id; std::string name; Time created_at; };
///     BOOST_DESCRIBE_STRUCT(CompanyRow, (), (id, name, created_at))
///
///     const auto select_company = "SELECT " + columns_of<CompanyRow>("c") + " FROM companies c WHERE c.id = $1";
///     tx.first(select_company, read_row<CompanyRow>, id);
namespace rollcall::database {

/// How a type is read from a column. Specialize it for a type of a feature. Only std::optional reads NULL.
template <class T>
struct ColumnReader;

template <class T>
concept DescribedRow = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <DescribedRow T>
using ColumnsOf = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

template <>
struct ColumnReader<std::string> {
    static std::string read(const Row& row, int column) { return row.text(column); }
};
template <>
struct ColumnReader<bool> {
    static bool read(const Row& row, int column) { return row.boolean(column); }
};
template <>
struct ColumnReader<Time> {
    static Time read(const Row& row, int column) { return row.time(column); }
};
/// Stored in milliseconds.
template <>
struct ColumnReader<std::chrono::milliseconds> {
    static std::chrono::milliseconds read(const Row& row, int column) {
        return std::chrono::milliseconds(row.integer(column));
    }
};
/// Stored in days since 1970-01-01.
template <>
struct ColumnReader<std::chrono::sys_days> {
    static std::chrono::sys_days read(const Row& row, int column) {
        return std::chrono::sys_days(std::chrono::days(row.integer(column)));
    }
};
template <std::integral T>
struct ColumnReader<T> {
    static T read(const Row& row, int column) { return static_cast<T>(row.integer(column)); }
};
template <class Tag>
struct ColumnReader<Id<Tag>> {
    static Id<Tag> read(const Row& row, int column) { return row.id<Id<Tag>>(column); }
};
/// Stored as its name.
template <DescribedEnum E>
struct ColumnReader<E> {
    static E read(const Row& row, int column) { return enum_value<E>(row.text_view(column)); }
};
template <class T>
struct ColumnReader<std::optional<T>> {
    static std::optional<T> read(const Row& row, int column) {
        if (row.is_null(column)) return std::nullopt;
        return ColumnReader<T>::read(row, column);
    }
};

/// The expression of a field that is not the column of its name: {"company_name", "c.name"}.
struct ColumnExpression {
    std::string_view field;
    std::string_view expression;
};

namespace detail {

template <DescribedRow T, class Visit>
void for_each_column(Visit&& visit) {
    boost::mp11::mp_for_each<ColumnsOf<T>>([&](auto field) {
        using Field = std::remove_cvref_t<decltype(std::declval<T>().*field.pointer)>;
        if constexpr (DescribedRow<Field>) {
            for_each_column<Field>(visit);
        } else {
            visit(std::string_view(field.name));
        }
    });
}

template <DescribedRow T>
void read_fields(const Row& row, int& column, T& result) {
    boost::mp11::mp_for_each<ColumnsOf<T>>([&](auto field) {
        auto& value = result.*field.pointer;
        using Field = std::remove_cvref_t<decltype(value)>;
        if constexpr (DescribedRow<Field>) {
            read_fields(row, column, value);
        } else {
            value = ColumnReader<Field>::read(row, column++);
        }
    });
}

}  // namespace detail

/// The columns of a SELECT, separated by commas: `table` with a dot before each name, or its expression. Throws
/// std::logic_error for an expression of a field that does not exist.
template <DescribedRow T>
std::string columns_of(std::string_view table, std::span<const ColumnExpression> expressions) {
    std::string columns;
    std::size_t used = 0;
    detail::for_each_column<T>([&](std::string_view name) {
        if (!columns.empty()) columns += ", ";
        for (const auto& [field, expression] : expressions) {
            if (field != name) continue;
            columns += expression;
            ++used;
            return;
        }
        columns += fmt::format("{}.{}", table, name);
    });
    if (used != expressions.size()) throw std::logic_error("an expression for a field that the struct does not have");
    return columns;
}

template <DescribedRow T>
std::string columns_of(std::string_view table, std::initializer_list<ColumnExpression> expressions = {}) {
    return columns_of<T>(table, std::span(expressions.begin(), expressions.size()));
}

/// Reads the columns that `columns_of<T>` selects, from the first column of the row on.
template <DescribedRow T>
T read_row(const Row& row) {
    T result{};
    int column = 0;
    detail::read_fields(row, column, result);
    return result;
}

}  // namespace rollcall::database
