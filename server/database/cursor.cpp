#include "database/cursor.hpp"

#include <sodium.h>

#include <charconv>
#include <system_error>

#include "core/encoding/base64url.hpp"
#include "core/encoding/utf8.hpp"
#include "core/random.hpp"

namespace rollcall::database {

namespace {

// Inside the base64: the signature of what follows (HMAC-SHA-512, the first 16 bytes), the side, the sort, a space, the
// id, a space, and the value, which may hold spaces itself.
constexpr std::size_t signature_size = 16;
constexpr std::string_view side_letters = "afbu";  // in the order of Cursor::Side

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

CursorKey::Bytes hmac(std::string_view text, const CursorKey::Bytes& key) {
    static_assert(crypto_auth_BYTES == sizeof(CursorKey::Bytes) && crypto_auth_KEYBYTES == sizeof(CursorKey::Bytes));
    CursorKey::Bytes mac{};
    crypto_auth(mac.data(), bytes_of(text), text.size(), key.data());
    return mac;
}

/// PostgreSQL refuses any other text as a bound value.
bool is_valid_text(std::string_view bytes) { return is_utf8(bytes) && bytes.find('\0') == bytes.npos; }

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

std::string sort_text(const SortColumn& sort, Direction direction) {
    return (direction == Direction::descending ? "-" : "") + std::string(sort.name);
}

CursorKey CursorKey::for_list(std::string_view list) const { return CursorKey(hmac(list, key_)); }

std::string CursorKey::sign(std::string_view text) const {
    const auto mac = hmac(text, key_);
    return {reinterpret_cast<const char*>(mac.data()), signature_size};
}

std::string encode_cursor(const Cursor& cursor, const CursorKey& key) {
    const auto* number = std::get_if<std::int64_t>(&cursor.value);
    const auto value = number ? std::to_string(*number) : std::get<std::string>(cursor.value);
    const auto position =
        side_letters[static_cast<std::size_t>(cursor.side)] + cursor.sort + ' ' + cursor.id + ' ' + value;
    return encode_base64url(key.sign(position) + position);
}

std::optional<Cursor> decode_cursor(std::string_view text, const SortColumn& sort, Direction direction,
                                    const CursorKey& key) {
    const auto bytes = decode_base64url(text);
    if (!bytes || bytes->size() <= signature_size) return std::nullopt;
    const auto position = std::string_view(*bytes).substr(signature_size);
    const auto signature = std::string_view(*bytes).substr(0, signature_size);
    if (!equal_in_constant_time(signature, key.sign(position)) || !is_valid_text(position)) return std::nullopt;

    const auto side = side_letters.find(position.front());
    const auto sort_end = position.find(' ');
    if (side == std::string_view::npos || sort_end == std::string::npos) return std::nullopt;
    const auto id_end = position.find(' ', sort_end + 1);
    if (id_end == std::string::npos) return std::nullopt;

    Cursor cursor;
    cursor.side = static_cast<Cursor::Side>(side);
    cursor.sort = position.substr(1, sort_end - 1);
    cursor.id = position.substr(sort_end + 1, id_end - sort_end - 1);
    cursor.value = std::string(position.substr(id_end + 1));
    if (sort.type == SortColumn::Type::integer) {
        const auto number = parse_integer(std::get<std::string>(cursor.value));
        if (!number) return std::nullopt;
        cursor.value = *number;
    }
    // Each position has exactly one text: "007" was not written by encode_cursor.
    if (!matches_order(cursor, sort, direction) || encode_cursor(cursor, key) != text) return std::nullopt;
    return cursor;
}

bool matches_order(const Cursor& cursor, const SortColumn& sort, Direction direction) {
    const bool is_integer = std::holds_alternative<std::int64_t>(cursor.value);
    return cursor.sort == sort_text(sort, direction) && is_integer == (sort.type == SortColumn::Type::integer);
}

}  // namespace rollcall::database
