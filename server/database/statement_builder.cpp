#include "database/statement_builder.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace rollcall::database {

namespace {

using Columns = std::initializer_list<std::pair<std::string_view, Parameter>>;

std::variant<std::monostate, std::int64_t, std::string> copy_of(const Parameter& parameter) {
    if (const auto* text = std::get_if<std::string_view>(&parameter.value())) return std::string(*text);
    if (const auto* number = std::get_if<std::int64_t>(&parameter.value())) return *number;
    return std::monostate();
}

Parameter borrow(const std::variant<std::monostate, std::int64_t, std::string>& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    return std::nullopt;
}

std::vector<Parameter> values_of(Columns columns) {
    std::vector<Parameter> values;
    values.reserve(columns.size());
    for (const auto& [name, value] : columns) values.push_back(value);
    return values;
}

}  // namespace

StatementBuilder StatementBuilder::insert_into(std::string_view table, Columns columns) {
    std::string names;
    std::string marks;
    for (const auto& [name, value] : columns) {
        names += names.empty() ? "" : ", ";
        names += name;
        marks += marks.empty() ? "?" : ", ?";
    }
    StatementBuilder statement;
    statement.add(fmt::format("INSERT INTO {} ({}) VALUES ({})", table, names, marks), values_of(columns));
    return statement;
}

StatementBuilder StatementBuilder::update(std::string_view table, Columns columns) {
    std::string text = fmt::format("UPDATE {} SET ", table);
    const char* separator = "";
    for (const auto& [name, value] : columns) {
        text += fmt::format("{}{} = ?", separator, name);
        separator = ", ";
    }
    StatementBuilder statement;
    statement.add(text, values_of(columns));
    return statement;
}

StatementBuilder& StatementBuilder::add(std::string_view text, std::span<const Parameter> values) {
    auto value = values.begin();
    for (const char character : text) {
        if (character != '?') {
            sql_ += character;
            continue;
        }
        if (value == values.end()) throw std::logic_error(fmt::format("too few values for: {}", text));
        values_.push_back(copy_of(*value++));
        sql_ += '$';
        sql_ += std::to_string(values_.size());
    }
    if (value != values.end()) throw std::logic_error(fmt::format("too many values for: {}", text));
    return *this;
}

StatementBuilder& StatementBuilder::where(std::string_view condition, std::span<const Parameter> values) {
    sql_ += has_condition_ ? " AND (" : " WHERE (";
    has_condition_ = true;
    add(condition, values);
    sql_ += ')';
    return *this;
}

StatementBuilder StatementBuilder::with_prefix(std::string_view text) const {
    auto statement = *this;
    statement.sql_.insert(0, text);
    return statement;
}

std::vector<Parameter> StatementBuilder::parameters() const {
    std::vector<Parameter> parameters;
    parameters.reserve(values_.size());
    for (const auto& value : values_) parameters.push_back(borrow(value));
    return parameters;
}

}  // namespace rollcall::database
