#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "database/database.hpp"

namespace rollcall::database {

/// A part of a statement: `?` stands for the next value. The values are borrowed, like those of Parameter.
struct SqlFragment {
    std::string sql;
    std::vector<Parameter> values{};
};

/// A statement that is composed at run time. It numbers the values: `?` in a text becomes `$1`, `$2`, ... Texts and
/// values are copied. Texts are constants of a store or of access/, never input.
///
///     StatementBuilder statement("SELECT a.id FROM agents a");
///     if (company) statement.where("a.company_id = ?", {*company});
///     return statement.all(tx, read_id);
class StatementBuilder {
public:
    explicit StatementBuilder(std::string_view text = {}, std::initializer_list<Parameter> values = {}) {
        add(text, values);
    }

    /// INSERT INTO `table` with each column beside its value.
    static StatementBuilder insert_into(std::string_view table,
                                        std::initializer_list<std::pair<std::string_view, Parameter>> columns);
    /// UPDATE `table` SET each column to its value.
    static StatementBuilder update(std::string_view table,
                                   std::initializer_list<std::pair<std::string_view, Parameter>> columns);

    /// Appends the text. Throws std::logic_error when it does not have one `?` for each value.
    StatementBuilder& add(std::string_view text, std::span<const Parameter> values);
    StatementBuilder& add(std::string_view text, std::initializer_list<Parameter> values = {}) {
        return add(text, std::span(values.begin(), values.size()));
    }
    StatementBuilder& add(const SqlFragment& fragment) { return add(fragment.sql, fragment.values); }

    /// Appends a condition: "WHERE (condition)" the first time, "AND (condition)" from then on.
    StatementBuilder& where(std::string_view condition, std::span<const Parameter> values);
    StatementBuilder& where(std::string_view condition, std::initializer_list<Parameter> values = {}) {
        return where(condition, std::span(values.begin(), values.size()));
    }
    StatementBuilder& where(const SqlFragment& condition) { return where(condition.sql, condition.values); }

    /// The same statement with a text before it that has no values.
    StatementBuilder with_prefix(std::string_view text) const;

    const std::string& sql() const { return sql_; }

    /// Every row, each turned into a value by `read(row)`.
    template <std::invocable<const Row&> Read>
    auto all(Transaction& tx, Read read) const {
        return tx.all_of(sql_, parameters(), read);
    }
    /// The same as `Transaction::all_later`. The values are needed for this call only.
    template <std::invocable<const Row&> Read>
    auto all_later(Transaction& tx, Read read) const {
        return tx.all_of_later(sql_, parameters(), read);
    }
    /// The first row, if there is one.
    template <std::invocable<const Row&> Read>
    auto first(Transaction& tx, Read read) const {
        auto rows = all(tx, read);
        return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
    }
    /// Returns how many rows the statement changed.
    std::int64_t execute(Transaction& tx) const { return tx.execute_with(sql_, parameters()); }
    void execute_later(Transaction& tx) const { tx.execute_later_with(sql_, parameters()); }

    /// The values, borrowed from this builder.
    std::vector<Parameter> parameters() const;

private:
    using Value = std::variant<std::monostate, std::int64_t, std::string>;

    std::string sql_;
    std::vector<Value> values_;
    bool has_condition_ = false;
};

}  // namespace rollcall::database
