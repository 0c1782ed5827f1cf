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
#include "database/statement_builder.hpp"

namespace rollcall::database {

/// Which page of a list is asked for.
struct PageRequest {
    int limit = 50;
    SortColumn sort{};
    Direction direction = Direction::ascending;
    std::optional<Cursor> cursor{};  ///< one that `fits` sort and direction; none for the first page
    bool total = false;              ///< whether to count the whole list too, which costs far more than a page
};

/// A page of a list, and the cursors (see `to_text`) of its neighbours, where there are any.
template <class Item>
struct Page {
    std::vector<Item> items;
    std::optional<std::string> next_cursor;
    std::optional<std::string> previous_cursor;
    std::optional<std::int64_t> total;
};

/// A list that is read in pages, each found through an index by the place where the page before it ended (keyset
/// paging): page 400 costs what page 1 costs. Give it an index on (conditions, sort column, id) for each order.
///
///     ListQuery query("a.id, a.name", "agents a", "a.id");
///     query.where("a.company_id = ?", {company});
///     return query.page(tx, request, read_agent);
///
/// In conditions and in FROM, `?` stands for the next value. All SQL texts come from the store as constants; texts and
/// values are copied.
class ListQuery {
public:
    /// `columns` are what `read` gets, counted from 0. `id` is unique in the list: it orders rows of equal sort value.
    ListQuery(std::string_view columns, std::string_view from, std::string_view id,
              std::span<const Parameter> from_values = {});
    ListQuery(std::string_view columns, std::string_view from, std::string_view id,
              std::initializer_list<Parameter> from_values)
        : ListQuery(columns, from, id, std::span(from_values.begin(), from_values.size())) {}

    /// Keeps the rows for which `condition` holds too. Throws std::logic_error when it does not have one `?` per value.
    void where(std::string_view condition, std::initializer_list<Parameter> values = {}) {
        rows_.where(condition, values);
    }
    void where(const SqlFragment& condition) { rows_.where(condition); }

    /// Throws std::logic_error for a request whose cursor does not fit or whose limit is below 1.
    template <std::invocable<const Row&> Read>
    auto page(Transaction& tx, const PageRequest& request, Read read) const;

    /// How many rows there are, counted no further than to `most`.
    std::int64_t count_up_to(Transaction& tx, std::int64_t most) const;

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

/// What the rows of a page tell of its neighbours.
class PageEdges {
public:
    explicit PageEdges(const PageRequest& request) : request_(request) {}

    /// To be told of each row as it is read, the one beyond the limit included. `part` goes before its sort value.
    void note(const Row& row, std::string_view part = {});
    /// The same for a row that was not read by a ListQuery.
    void note(std::variant<std::int64_t, std::string> value, std::string id);

    int rows() const { return rows_; }
    bool has_row_beyond() const { return rows_ > request_.limit; }
    std::optional<std::string> next_cursor() const;
    std::optional<std::string> previous_cursor() const;

private:
    struct Place {
        std::variant<std::int64_t, std::string> value;
        std::string id;
    };

    bool reads_backwards() const { return request_.cursor && request_.cursor->reads_backwards(); }
    std::string cursor(Cursor::Side side, const Place& place) const;
    std::optional<std::string> further() const;
    std::optional<std::string> back() const;

    const PageRequest& request_;
    int rows_ = 0;
    Place first_read_;
    Place last_read_;
};

/// Where a list of parts is read on: in which part, and from which place in it.
struct PartPlace {
    std::size_t part = 0;
    std::optional<Cursor> cursor{};  ///< borrows nothing
};
/// Nothing for a cursor that names no part of so many.
std::optional<PartPlace> part_place(const PageRequest& request, const SortColumn& part_sort, std::size_t parts);

/// Puts what was read in order and adds what the rows tell.
template <class Item>
void finish(Page<Item>& page, const PageEdges& edges, const PageRequest& request) {
    if (edges.has_row_beyond()) page.items.pop_back();
    if (request.cursor && request.cursor->reads_backwards()) std::reverse(page.items.begin(), page.items.end());
    page.next_cursor = edges.next_cursor();
    page.previous_cursor = edges.previous_cursor();
}

template <std::invocable<const Row&> Read>
auto ListQuery::page(Transaction& tx, const PageRequest& request, Read read) const {
    if (request.limit < 1) throw std::logic_error("a page has at least one row");
    // One row more than asked for tells whether there is a further page.
    const auto statement = select(request, request.limit + 1);
    PageEdges edges(request);
    Page<std::invoke_result_t<Read, const Row&>> page;
    page.items = statement.all(tx, [&](const Row& row) {
        edges.note(row);
        return read(row);
    });
    finish(page, edges, request);
    if (request.total) page.total = count(tx);
    return page;
}

/// A page of several lists read as one, each wholly before the next, at most ten: what makes "best first" a walk
/// through indexes. Within each part rows are in ascending order of `part_sort`, a text. `request` sorts, ascending, by
/// the text that is the part's number followed by that value, so that the cursors are those of a list that computes
/// this text itself.
template <std::invocable<const Row&> Read>
auto page_of_parts(Transaction& tx, std::span<const ListQuery> parts, const SortColumn& part_sort,
                   const PageRequest& request, Read read) {
    Page<std::invoke_result_t<Read, const Row&>> page;
    PageEdges edges(request);
    const bool backwards = request.cursor && request.cursor->reads_backwards();
    auto place = part_place(request, part_sort, parts.size());
    while (place && !edges.has_row_beyond()) {
        const PageRequest rest{.sort = part_sort,
                               .direction = backwards && !place->cursor ? Direction::descending : Direction::ascending,
                               .cursor = place->cursor};
        const auto statement = parts[place->part].select(rest, request.limit + 1 - edges.rows());
        const auto number = std::to_string(place->part);
        auto items = statement.all(tx, [&](const Row& row) {
            edges.note(row, number);
            return read(row);
        });
        std::move(items.begin(), items.end(), std::back_inserter(page.items));
        place->cursor.reset();
        if (backwards ? place->part == 0 : place->part + 1 == parts.size()) break;
        backwards ? --place->part : ++place->part;
    }
    finish(page, edges, request);
    if (request.total) {
        page.total = 0;
        for (const auto& part : parts) *page.total += part.count(tx);
    }
    return page;
}

}  // namespace rollcall::database
