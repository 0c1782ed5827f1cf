#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace rollcall::database {

/// An order of a list. `name` is the name in the API ("name"), `column` the expression in the statement
/// ("m.name_folded"), which must not be NULL: COALESCE it in the query and in its index if it could be. The texts are
/// borrowed, so they are constants.
struct SortColumn {
    enum class Type { text, integer };

    std::string_view name;
    std::string_view column;
    Type type = Type::text;
};

enum class Direction { ascending, descending };

/// The order as the API's `sort` parameter writes it: "name", or "-name" when descending.
std::string sort_text(const SortColumn& sort, Direction direction);

/// A position in a sorted list, and the direction to read from there. The position is a sort value and the id of the
/// row that had it, so rows that are inserted or deleted meanwhile do not move it.
struct Cursor {
    /// `from` and `up_to` include the position itself: they lead back from a page that turned out to be empty.
    enum class Side { after, from, before, up_to };

    Side side = Side::after;
    std::string sort;  ///< `sort_text` of the list it belongs to
    std::variant<std::int64_t, std::string> value;
    std::string id;

    bool reads_backwards() const { return side == Side::before || side == Side::up_to; }
    bool operator==(const Cursor&) const = default;
};

/// Signs cursors. A client that could write cursors itself would learn from the page that follows whether a row that it
/// may not see exists, and where it is in the order.
class CursorKey {
public:
    using Bytes = std::array<unsigned char, 32>;

    CursorKey() = default;  ///< for lists whose cursors no client sees
    explicit CursorKey(const Bytes& key) : key_(key) {}

    /// The key of one list: the cursor of another list is refused there. `list` is its path.
    CursorKey for_list(std::string_view list) const;

    /// Bytes, not text.
    std::string sign(std::string_view text) const;

private:
    Bytes key_{};
};

/// The cursor in the API: base64url, signed, opaque to clients.
std::string encode_cursor(const Cursor& cursor, const CursorKey& key);

/// Reads a cursor that was written with this key for a list in this order; nothing for any other text: callers throw
/// Error::invalid("cursor", ...).
std::optional<Cursor> decode_cursor(std::string_view text, const SortColumn& sort, Direction direction,
                                    const CursorKey& key);

/// Whether the cursor was written for a list in this order.
bool matches_order(const Cursor& cursor, const SortColumn& sort, Direction direction);

}  // namespace rollcall::database
