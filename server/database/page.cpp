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
    throw std::logic_error("not a side of a cursor");
}

}  // namespace

ListQuery::ListQuery(std::string_view columns, std::string_view from, std::string_view id,
                     std::span<const Parameter> from_values)
    : columns_(columns), id_(id) {
    rows_.add(" FROM ").add(from, from_values);
}

StatementBuilder ListQuery::select(const PageRequest& request, int rows) const {
    auto statement = rows_.with_prefix(fmt::format("SELECT {}, {}, {}", columns_, request.sort.column, id_));
    bool ascending = request.direction == Direction::ascending;
    if (const auto& cursor = request.cursor) {
        if (!matches_order(*cursor, request.sort, request.direction))
            throw std::logic_error("the cursor is of another list");
        const auto value = std::visit([](const auto& held) { return Parameter(held); }, cursor->value);
        statement.where(
            fmt::format("({}, {}) {} (?, ?)", request.sort.column, id_, comparison(cursor->side, request.direction)),
            {value, cursor->id});
        if (cursor->reads_backwards()) ascending = !ascending;
    }
    statement.add(
        fmt::format(" ORDER BY {0} {2}, {1} {2} LIMIT ?", request.sort.column, id_, ascending ? "ASC" : "DESC"),
        {rows});
    return statement;
}

std::int64_t ListQuery::count(Transaction& tx) const {
    const auto statement = rows_.with_prefix("SELECT count(*)");
    return statement.first(tx, [](const Row& row) { return row.integer(0); }).value();
}

std::int64_t ListQuery::count_up_to(Transaction& tx, std::int64_t limit) const {
    auto statement = rows_.with_prefix("SELECT count(*) FROM (SELECT 1");
    statement.add(" LIMIT ?) counted", {limit});
    return statement.first(tx, [](const Row& row) { return row.integer(0); }).value();
}

std::optional<PartPosition> find_part_position(const PageRequest& request, const SortColumn& part_sort,
                                               std::size_t parts) {
    if (request.limit < 1) throw std::logic_error("a page has at least one row");
    if (!request.cursor) return PartPosition{};
    if (!matches_order(*request.cursor, request.sort, request.direction))
        throw std::logic_error("the cursor is of another list");
    const auto& value = std::get<std::string>(request.cursor->value);
    if (value.empty() || value[0] < '0' || static_cast<std::size_t>(value[0] - '0') >= parts) return std::nullopt;
    auto cursor = *request.cursor;
    cursor.sort = sort_text(part_sort, Direction::ascending);
    cursor.value = value.substr(1);
    return PartPosition{static_cast<std::size_t>(value[0] - '0'), std::move(cursor)};
}

void PageEdges::add_row(const Row& row, std::string_view part) {
    // ListQuery selects these two after the columns of the store.
    const int value = row.column_count() - 2;
    const int id = row.column_count() - 1;
    if (request_.sort.type == SortColumn::Type::integer) {
        add_row(row.integer(value), row.text(id));
    } else {
        add_row(std::string(part) + row.text(value), row.text(id));
    }
}

void PageEdges::add_row(std::variant<std::int64_t, std::string> value, std::string id) {
    if (++rows_ > request_.limit) return;
    last_read_ = {std::move(value), std::move(id)};
    if (rows_ == 1) first_read_ = last_read_;
}

std::optional<std::string> PageEdges::next_cursor() const {
    return reads_backwards() ? cursor_back() : cursor_onward();
}

std::optional<std::string> PageEdges::previous_cursor() const {
    return reads_backwards() ? cursor_onward() : cursor_back();
}

std::string PageEdges::cursor(Cursor::Side side, const Position& position) const {
    return encode_cursor(Cursor{side, sort_text(request_.sort, request_.direction), position.value, position.id},
                         request_.cursor_key);
}

/// The page that follows in the direction of reading.
std::optional<std::string> PageEdges::cursor_onward() const {
    if (!has_row_beyond()) return std::nullopt;
    return cursor(reads_backwards() ? Cursor::Side::before : Cursor::Side::after, last_read_);
}

/// The page before it in the direction of reading.
std::optional<std::string> PageEdges::cursor_back() const {
    if (!request_.cursor) return std::nullopt;
    const auto& current = *request_.cursor;
    // These cursors lead back from an empty page: there is nothing on that side.
    if (current.side == Cursor::Side::from || current.side == Cursor::Side::up_to) return std::nullopt;

    const bool backwards = reads_backwards();
    if (rows_ == 0) {
        return cursor(backwards ? Cursor::Side::from : Cursor::Side::up_to, Position{current.value, current.id});
    }
    return cursor(backwards ? Cursor::Side::after : Cursor::Side::before, first_read_);
}

}  // namespace rollcall::database
