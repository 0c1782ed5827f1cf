#include "http/json/json_write.hpp"

#include <unicode/utf8.h>

#include <array>
#include <boost/json/serializer.hpp>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <system_error>

namespace rollcall::http {

namespace {

bool is_utf8(std::string_view text) {
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t index = 0; index < length;) {
        UChar32 code_point = 0;
        U8_NEXT(text.data(), index, length, code_point);
        if (code_point < 0) return false;
    }
    return true;
}

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

template <class Number>
void append_number(std::string& out, Number value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

}  // namespace

void append_text(std::string& out, std::string_view text) {
    if (!is_utf8(text)) return append_text(out, replace_invalid_bytes(text));
    boost::json::serializer serializer;
    serializer.reset(boost::json::string_view(text.data(), text.size()));
    std::array<char, 512> buffer;
    while (!serializer.done()) {
        const auto written = serializer.read(buffer.data(), buffer.size());
        out.append(written.data(), written.size());
    }
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

void throw_nameless_value() { throw std::logic_error("An enum value has no name."); }

}  // namespace rollcall::http
