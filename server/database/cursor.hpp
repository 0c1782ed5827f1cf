#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace rollcall::database {

/// What a list can be sorted by. `name` is the word of the API ("name"), `column` the expression in the statement
/// ("m.name_folded"), which is never NULL: COALESCE it in the query and in its index where it could be. The texts
/// are borrowed, so they are constants.
struct SortColumn {
    enum class Type { text, integer };

    std::string_view name;
    std::string_view column;
    Type type = Type::text;
};

enum class Direction { ascending, descending };

/// The order as the API's `sort` parameter writes it: "name", or "-name" when descending.
std::string sort_text(const SortColumn& sort, Direction direction);

/// A place in a sorted list, and which way to read from there. The place is a sort value with the id of the row that
/// had it: rows that come or go meanwhile shift nothing.
struct Cursor {
    /// `from` and `up_to` include the place itself: they lead back from a page that turned out to be empty.
    enum class Side { after, from, before, up_to };

    Side side = Side::after;
    std::string sort;  ///< `sort_text` of the list it belongs to
    std::variant<std::int64_t, std::string> value;
    std::string id;

    bool reads_backwards() const { return side == Side::before || side == Side::up_to; }
    bool operator==(const Cursor&) const = default;
};

/// The cursor as the API hands it out: base64url, opaque to clients. It is not signed, for it says nothing but where
/// to read on: what may be seen is in the query's conditions.
std::string to_text(const Cursor& cursor);

/// Reads back what `to_text` wrote for a list in this order; nothing for any other text, which callers answer with
/// Error::invalid("cursor", ...).
std::optional<Cursor> cursor_from_text(std::string_view text, const SortColumn& sort, Direction direction);

/// Whether the cursor was made for a list in this order.
bool fits(const Cursor& cursor, const SortColumn& sort, Direction direction);

}  // namespace rollcall::database
