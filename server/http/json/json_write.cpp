#include "http/json/json_write.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include "core/encoding/utf8.hpp"

namespace rollcall::http {

namespace {

/// The text with U+FFFD in place of each invalid byte.
std::string replace_invalid_bytes(std::string_view text) {
    std::string out;
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t index = 0; index < length;) {
        const auto start = static_cast<std::size_t>(index);
        UChar32 code_point = 0;
        U8_NEXT(text.data(), index, length, code_point);
        if (code_point < 0)
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(start, static_cast<std::size_t>(index) - start);
    }
    return out;
}

enum class LetterKind : unsigned char { plain, escaped, beyond_ascii };

constexpr auto letter_kinds = [] {
    std::array<LetterKind, 256> kinds{};
    for (std::size_t letter = 0; letter < kinds.size(); ++letter) {
        const bool is_escaped = letter < 0x20 || letter == '"' || letter == '\\';
        kinds[letter] = is_escaped       ? LetterKind::escaped
                        : letter >= 0x80 ? LetterKind::beyond_ascii
                                         : LetterKind::plain;
    }
    return kinds;
}();

/// Whether none of eight letters is escaped or beyond ASCII; all at once.
bool are_eight_plain(const char* letters) {
    constexpr std::uint64_t each = 0x0101'0101'0101'0101;
    constexpr std::uint64_t highest_bits = each * 0x80;
    std::uint64_t word = 0;
    std::memcpy(&word, letters, sizeof word);
    // The highest bit of a byte, at least of the first one that is less than the number, or equal to the letter.
    const auto find_less = [](std::uint64_t bytes, std::uint64_t number) { return (bytes - each * number) & ~bytes; };
    const auto find_equal = [&](std::uint64_t letter) { return find_less(word ^ (each * letter), 1); };
    return ((word | find_less(word, 0x20) | find_equal('"') | find_equal('\\')) & highest_bits) == 0;
}

void append_escaped(std::string& out, char letter) {
    constexpr std::string_view letters = "\"\\\b\f\n\r\t";
    constexpr std::string_view names = "\"\\bfnrt";
    constexpr std::string_view digits = "0123456789abcdef";
    const auto found = letters.find(letter);
    out += '\\';
    if (found != std::string_view::npos) {
        out += names[found];
        return;
    }
    const auto code = static_cast<unsigned char>(letter);
    out += "u00";
    out += digits[code >> 4U];
    out += digits[code & 0xFU];
}

template <class Number>
void append_number(std::string& out, Number value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

}  // namespace

void append_text(std::string& out, std::string_view text) {
    const auto begin = out.size();
    out += '"';
    // Copied in stretches, since nearly no text has anything to escape.
    std::size_t copied = 0;
    std::size_t judged = 0;  // up to here, eight at once
    bool is_ascii = true;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at >= judged) {
            while (text.size() - at > 8 && are_eight_plain(text.data() + at)) at += 8;
            judged = at + 8;
        }
        const auto kind = letter_kinds[static_cast<unsigned char>(text[at])];
        if (kind == LetterKind::plain) continue;
        if (kind == LetterKind::beyond_ascii) {
            is_ascii = false;
            continue;
        }
        out.append(text, copied, at - copied);
        append_escaped(out, text[at]);
        copied = at + 1;
    }
    out.append(text, copied);
    out += '"';
    if (is_ascii || is_utf8(text)) return;
    out.resize(begin);
    append_text(out, replace_invalid_bytes(text));
}

void append_bool(std::string& out, bool value) { out += value ? "true" : "false"; }

void append_integer(std::string& out, std::int64_t value) { append_number(out, value); }

void append_integer(std::string& out, std::uint64_t value) { append_number(out, value); }

void append_double(std::string& out, double value) {
    if (!std::isfinite(value)) throw std::logic_error("JSON has no form for a number that is not finite.");
    append_number(out, value);
}

namespace {

void append_array(std::string& out, const boost::json::array& array) {
    out += '[';
    for (const auto& item : array) {
        if (&item != array.begin()) out += ',';
        append_json(out, item);
    }
    out += ']';
}

void append_object(std::string& out, const boost::json::object& object) {
    out += '{';
    for (const auto& field : object) {
        if (&field != object.begin()) out += ',';
        append_text(out, {field.key().data(), field.key().size()});
        out += ':';
        append_json(out, field.value());
    }
    out += '}';
}

}  // namespace

void append_json(std::string& out, const boost::json::value& value) {
    using Kind = boost::json::kind;
    switch (value.kind()) {
        case Kind::null:
            out += "null";
            return;
        case Kind::bool_:
            return append_bool(out, value.get_bool());
        case Kind::int64:
            return append_integer(out, value.get_int64());
        case Kind::uint64:
            return append_integer(out, value.get_uint64());
        case Kind::double_:
            return append_double(out, value.get_double());
        case Kind::string:
            return append_text(out, {value.get_string().data(), value.get_string().size()});
        case Kind::array:
            return append_array(out, value.get_array());
        case Kind::object:
            return append_object(out, value.get_object());
    }
}

void reserve_for_more(std::string& out, std::size_t begin_of_first, std::size_t count) {
    constexpr std::size_t max_reserved_bytes = 64UL * 1024;  // the first may be far longer than the others
    const auto like_first = out.size() - begin_of_first + 16;
    const auto more = std::min(like_first * count, max_reserved_bytes);
    if (more > out.size()) out.reserve(out.size() + more);
}

void throw_nameless_value() { throw std::logic_error("An enum value has no name."); }

}  // namespace rollcall::http
