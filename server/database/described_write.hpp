#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "database/described_row.hpp"
#include "database/parameter.hpp"

/// Writes described structs (described_row.hpp): one column for each field. For stores that write often: the text is
/// made once for each struct, and texts of the row are borrowed, not copied.
///
///     static const auto statement = insert_statement<CallRow>("calls");
///     tx.execute_with(statement, column_values(call));
namespace rollcall::database {

/// The names of the columns. `without` leaves out one that the database fills in.
template <DescribedRow T>
std::vector<std::string_view> column_names(std::string_view without = {}) {
    std::vector<std::string_view> names;
    detail::for_each_column<T>([&](std::string_view name) {
        if (name != without) names.push_back(name);
    });
    return names;
}

/// `INSERT INTO table (first, ...) VALUES ($1, ...)`.
template <DescribedRow T>
std::string insert_statement(std::string_view table, std::string_view without = {}) {
    const auto names = column_names<T>(without);
    std::string marks;
    for (std::size_t number = 1; number <= names.size(); ++number) {
        marks += fmt::format("{}${}", number > 1 ? ", " : "", number);
    }
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, fmt::join(names, ", "), marks);
}

/// `first = $1, ...`, for SET in an UPDATE. What follows is numbered from `column_names<T>().size() + 1` on.
template <DescribedRow T>
std::string set_clause() {
    std::string text;
    int number = 0;
    for (const auto name : column_names<T>()) {
        ++number;
        text += fmt::format("{}{} = ${}", number > 1 ? ", " : "", name, number);
    }
    return text;
}

namespace detail {

template <DescribedRow T>
void add_values(const T& row, std::string_view without, std::vector<Parameter>& values) {
    boost::mp11::mp_for_each<ColumnsOf<T>>([&](auto field) {
        const auto& value = row.*field.pointer;
        if constexpr (DescribedRow<std::remove_cvref_t<decltype(value)>>) {
            add_values(value, without, values);
        } else if (field.name != without) {
            values.emplace_back(value);
        }
    });
}

}  // namespace detail

/// The values of the columns, in the order of `column_names`. Texts are borrowed from the row.
template <DescribedRow T>
std::vector<Parameter> column_values(const T& row, std::string_view without = {}) {
    std::vector<Parameter> values;
    values.reserve(boost::mp11::mp_size<ColumnsOf<T>>::value);
    detail::add_values(row, without, values);
    return values;
}

}  // namespace rollcall::database
