#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "database/cursor.hpp"
#include "database/limits.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::database {

/// The requested page of a list.
struct PageRequest {
    int limit = default_page_rows;
    SortColumn sort{};
    Direction direction = Direction::ascending;
    std::optional<Cursor> cursor{};  ///< must match sort and direction; none for the first page
    bool total = false;      ///< whether to count the whole list too, which takes much longer than to read a page
    CursorKey cursor_key{};  ///< signs the cursors of the neighbouring pages
};

/// A page of a list, and the cursors of the pages before and after it, if any.
template <class Item>
struct Page {
    std::vector<Item> items;
    std::optional<std::string> next_cursor;
    std::optional<std::string> previous_cursor;
    std::optional<std::int64_t> total;
};

/// A list that is read in pages. Each page is found through an index by the position where the page before it ended
/// (keyset paging), so page 400 takes as long as page 1. Each order needs an index on (conditions, sort column, id).
///
///     ListQuery query("a.id, a.name", "agents a", "a.id");
///     query.where("a.company_id = ?", {company});
///     return query.page(tx, request, read_agent);
///
/// In conditions and in FROM, `?` stands for the next value. All SQL texts come from the store as constants; texts and
/// values are copied.
class ListQuery {
public:
    /// `columns` are what `read` gets, counted from 0. `id` is unique in the list: it orders rows with equal sort
    /// values.
    ListQuery(std::string_view columns, std::string_view from, std::string_view id,
              std::span<const Parameter> from_values = {});
    ListQuery(std::string_view columns, std::string_view from, std::string_view id,
              std::initializer_list<Parameter> from_values)
        : ListQuery(columns, from, id, std::span(from_values.begin(), from_values.size())) {}

    /// Keeps only the rows for which `condition` holds. Throws std::logic_error when it does not have one `?` per
    /// value.
    void where(std::string_view condition, std::initializer_list<Parameter> values = {}) {
        rows_.where(condition, values);
    }
    void where(const SqlFragment& condition) { rows_.where(condition); }

    /// Throws std::logic_error for a request whose cursor is of another order, or whose limit is below 1.
    template <std::invocable<const Row&> Read>
    auto page(Transaction& tx, const PageRequest& request, Read read) const;

    /// How many rows there are; counting stops at `limit`.
    std::int64_t count_up_to(Transaction& tx, std::int64_t limit) const;

private:
    template <std::invocable<const Row&> Read>
    friend auto page_of_parts(Transaction& tx, std::span<const ListQuery> parts, const SortColumn& part_sort,
                              const PageRequest& request, Read read);

    StatementBuilder select(const PageRequest& request, int rows) const;
    std::int64_t count(Transaction& tx) const;

    std::string columns_;
    std::string id_;
    StatementBuilder rows_;  ///< FROM and the conditions
};

/// Finds the cursors of the neighbouring pages from the rows of a page.
class PageEdges {
public:
    explicit PageEdges(const PageRequest& request) : request_(request) {}

    /// Adds a row that was read by a ListQuery, also the one beyond the limit. `part` is put before its sort value.
    void add_row(const Row& row, std::string_view part = {});
    /// The same for a row that was not read by a ListQuery.
    void add_row(std::variant<std::int64_t, std::string> value, std::string id);

    int rows() const { return rows_; }
    bool has_row_beyond() const { return rows_ > request_.limit; }
    std::optional<std::string> next_cursor() const;
    std::optional<std::string> previous_cursor() const;

private:
    struct Position {
        std::variant<std::int64_t, std::string> value;
        std::string id;
    };

    bool reads_backwards() const { return request_.cursor && request_.cursor->reads_backwards(); }
    std::string cursor(Cursor::Side side, const Position& position) const;
    std::optional<std::string> cursor_onward() const;
    std::optional<std::string> cursor_back() const;

    const PageRequest& request_;
    int rows_ = 0;
    Position first_read_;
    Position last_read_;
};

/// Where to continue in a list of parts: in which part, and from which position in it.
struct PartPosition {
    std::size_t part = 0;
    std::optional<Cursor> cursor{};  ///< borrows nothing
};
/// Nothing for a cursor of a part that does not exist; `parts` is their number.
std::optional<PartPosition> find_part_position(const PageRequest& request, const SortColumn& part_sort,
                                               std::size_t parts);

/// Puts the items in order, removes the one beyond the limit, and sets the cursors.
template <class Item>
void complete_page(Page<Item>& page, const PageEdges& edges, const PageRequest& request) {
    if (edges.has_row_beyond()) page.items.pop_back();
    if (request.cursor && request.cursor->reads_backwards()) std::reverse(page.items.begin(), page.items.end());
    page.next_cursor = edges.next_cursor();
    page.previous_cursor = edges.previous_cursor();
}

template <std::invocable<const Row&> Read>
auto ListQuery::page(Transaction& tx, const PageRequest& request, Read read) const {
    if (request.limit < 1) throw std::logic_error("a page has at least one row");
    // One row beyond the limit shows whether there is another page.
    const auto statement = select(request, request.limit + 1);
    PageEdges edges(request);
    Page<std::invoke_result_t<Read, const Row&>> page;
    page.items = statement.all(tx, [&](const Row& row) {
        edges.add_row(row);
        return read(row);
    });
    complete_page(page, edges, request);
    if (request.total) page.total = count(tx);
    return page;
}

/// A page of at most ten lists read as one, each completely before the next, so that "best match first" uses indexes.
/// Within each part rows are in ascending order of `part_sort`, a text. `request` sorts, ascending, by the number of
/// the part followed by that text; the cursors are those of a list with this sort value.
template <std::invocable<const Row&> Read>
auto page_of_parts(Transaction& tx, std::span<const ListQuery> parts, const SortColumn& part_sort,
                   const PageRequest& request, Read read) {
    Page<std::invoke_result_t<Read, const Row&>> page;
    PageEdges edges(request);
    const bool backwards = request.cursor && request.cursor->reads_backwards();
    auto position = find_part_position(request, part_sort, parts.size());
    while (position && !edges.has_row_beyond()) {
        const PageRequest rest{
            .sort = part_sort,
            .direction = backwards && !position->cursor ? Direction::descending : Direction::ascending,
            .cursor = position->cursor};
        const auto statement = parts[position->part].select(rest, request.limit + 1 - edges.rows());
        const auto number = std::to_string(position->part);
        auto items = statement.all(tx, [&](const Row& row) {
            edges.add_row(row, number);
            return read(row);
        });
        std::move(items.begin(), items.end(), std::back_inserter(page.items));
        position->cursor.reset();
        if (backwards ? position->part == 0 : position->part + 1 == parts.size()) break;
        backwards ? --position->part : ++position->part;
    }
    complete_page(page, edges, request);
    if (request.total) {
        page.total = 0;
        for (const auto& part : parts) *page.total += part.count(tx);
    }
    return page;
}

}  // namespace rollcall::database
