#include "database/page.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace rollcall::database {

namespace {

std::string_view comparison(Cursor::Side side, Direction direction) {
    const bool ascending = direction == Direction::ascending;
    switch (side) {
        case Cursor::Side::after:
            return ascending ? ">" : "<";
        case Cursor::Side::from:
            return ascending ? ">=" : "<=";
        case Cursor::Side::before:
            return ascending ? "<" : ">";
        case Cursor::Side::up_to:
            return ascending ? "<=" : ">=";
    }
    throw std::logic_error("no such side of a cursor");
}

template <class Value>
Parameter borrowed(const Value& value) {
    return std::visit(
        [](const auto& held) -> Parameter {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
                return std::nullopt;
            } else {
                return held;
            }
        },
        value);
}

}  // namespace

ListQuery::ListQuery(std::string_view columns, std::string_view from, std::string_view id,
                     std::span<const Parameter> from_values)
    : columns_(columns), id_(id), from_(bound(from, from_values)) {}

void ListQuery::where(std::string_view condition, std::span<const Parameter> values) {
    conditions_ += fmt::format("{} ({})", conditions_.empty() ? " WHERE" : " AND", bound(condition, values));
}

/// The text with `$n` for each `?`, its values kept.
std::string ListQuery::bound(std::string_view text, std::span<const Parameter> values) {
    std::string sql;
    auto value = values.begin();
    for (const char character : text) {
        if (character != '?') {
            sql += character;
            continue;
        }
        if (value == values.end()) throw std::logic_error(fmt::format("too few values for: {}", text));
        const auto& given = (value++)->value();
        if (const auto* borrowed_text = std::get_if<std::string_view>(&given)) {
            values_.emplace_back(std::string(*borrowed_text));
        } else if (const auto* number = std::get_if<std::int64_t>(&given)) {
            values_.emplace_back(*number);
        } else {
            values_.emplace_back();
        }
        sql += fmt::format("${}", values_.size());
    }
    if (value != values.end()) throw std::logic_error(fmt::format("too many values for: {}", text));
    return sql;
}

std::string ListQuery::filtered() const { return fmt::format(" FROM {}{}", from_, conditions_); }

std::vector<Parameter> ListQuery::parameters() const {
    std::vector<Parameter> parameters;
    for (const auto& value : values_) parameters.push_back(borrowed(value));
    return parameters;
}

ListQuery::Statement ListQuery::select(const PageRequest& request, int rows) const {
    Statement statement{fmt::format("SELECT {}, {}, {}{}", columns_, request.sort.column, id_, filtered()),
                        parameters()};
    const auto bind = [&](Parameter parameter) {
        statement.parameters.push_back(parameter);
        return fmt::format("${}", statement.parameters.size());
    };

    bool ascending = request.direction == Direction::ascending;
    if (const auto& cursor = request.cursor) {
        if (!fits(*cursor, request.sort, request.direction)) throw std::logic_error("the cursor is of another list");
        const auto value = bind(borrowed(cursor->value));
        const auto id = bind(cursor->id);
        statement.sql += fmt::format("{} ({}, {}) {} ({}, {})", conditions_.empty() ? " WHERE" : " AND",
                                     request.sort.column, id_, comparison(cursor->side, request.direction), value, id);
        if (cursor->reads_backwards()) ascending = !ascending;
    }
    statement.sql += fmt::format(" ORDER BY {0} {2}, {1} {2} LIMIT {3}", request.sort.column, id_,
                                 ascending ? "ASC" : "DESC", bind(rows));
    return statement;
}

std::int64_t ListQuery::count(Transaction& tx) const {
    const auto counts =
        tx.all_of("SELECT count(*)" + filtered(), parameters(), [](const Row& row) { return row.integer(0); });
    return counts.at(0);
}

std::int64_t ListQuery::count_up_to(Transaction& tx, std::int64_t most) const {
    auto values = parameters();
    values.emplace_back(most);
    const auto sql = fmt::format("SELECT count(*) FROM (SELECT 1{} LIMIT ${}) counted", filtered(), values.size());
    return tx.all_of(sql, values, [](const Row& row) { return row.integer(0); }).at(0);
}

std::optional<PartPlace> part_place(const PageRequest& request, const SortColumn& part_sort, std::size_t parts) {
    if (request.limit < 1) throw std::logic_error("a page has at least one row");
    if (!request.cursor) return PartPlace{};
    if (!fits(*request.cursor, request.sort, request.direction))
        throw std::logic_error("the cursor is of another list");
    const auto& value = std::get<std::string>(request.cursor->value);
    if (value.empty() || value[0] < '0' || static_cast<std::size_t>(value[0] - '0') >= parts) return std::nullopt;
    auto cursor = *request.cursor;
    cursor.sort = sort_text(part_sort, Direction::ascending);
    cursor.value = value.substr(1);
    return PartPlace{static_cast<std::size_t>(value[0] - '0'), std::move(cursor)};
}

void PageEdges::note(const Row& row, std::string_view part) {
    // ListQuery selects them after the columns of the store.
    const int value = row.column_count() - 2;
    const int id = row.column_count() - 1;
    if (request_.sort.type == SortColumn::Type::integer) {
        note(row.integer(value), row.text(id));
    } else {
        note(std::string(part) + row.text(value), row.text(id));
    }
}

void PageEdges::note(std::variant<std::int64_t, std::string> value, std::string id) {
    if (++rows_ > request_.limit) return;
    last_read_ = {std::move(value), std::move(id)};
    if (rows_ == 1) first_read_ = last_read_;
}

std::optional<std::string> PageEdges::next_cursor() const { return reads_backwards() ? back() : further(); }

std::optional<std::string> PageEdges::previous_cursor() const { return reads_backwards() ? further() : back(); }

std::string PageEdges::cursor(Cursor::Side side, const Place& place) const {
    return to_text(Cursor{side, sort_text(request_.sort, request_.direction), place.value, place.id});
}

/// The page that comes next in the direction of reading.
std::optional<std::string> PageEdges::further() const {
    if (!has_row_beyond()) return std::nullopt;
    return cursor(reads_backwards() ? Cursor::Side::before : Cursor::Side::after, last_read_);
}

/// The page that the reader came from.
std::optional<std::string> PageEdges::back() const {
    if (!request_.cursor) return std::nullopt;
    const auto& came_by = *request_.cursor;
    // Whoever comes by these was sent back from an empty page: there is nothing on that side.
    if (came_by.side == Cursor::Side::from || came_by.side == Cursor::Side::up_to) return std::nullopt;

    const bool backwards = reads_backwards();
    if (rows_ == 0) {
        return cursor(backwards ? Cursor::Side::from : Cursor::Side::up_to, Place{came_by.value, came_by.id});
    }
    return cursor(backwards ? Cursor::Side::after : Cursor::Side::before, first_read_);
}

}  // namespace rollcall::database
