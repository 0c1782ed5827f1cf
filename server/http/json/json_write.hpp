#pragma once

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/clock.hpp"
#include "core/id.hpp"
#include "http/json/json_described.hpp"

namespace rollcall::http {

/// A field that is left out when it is not set (std::optional is written as null):
///
///     struct MemberList {
///         std::vector<MemberSummary> items;
///         std::optional<std::string> next_cursor;  // "next_cursor":null
///         Maybe<std::int64_t> total;               // no "total" at all
///     };
template <class T>
class Maybe : public std::optional<T> {
public:
    using std::optional<T>::optional;
    Maybe() = default;
    Maybe(std::optional<T> value) : std::optional<T>(std::move(value)) {}
};

/// A value that is JSON already, and is written as it is.
struct JsonText {
    std::string text;
};

/// The JSON text of a described struct, or of a list or map of them.
///
/// Fields may be std::string, std::string_view, bool, whole numbers, double, Id<Tag>, Time (RFC 3339), a described
/// enum (by name), a JsonText, a described struct, and std::vector, std::optional, Maybe and std::map<std::string, ...>
/// of these.
/// A boost::json::object is written with its fields in order.
/// Text should be UTF-8; other bytes become U+FFFD, so that the result is always valid.
/// Throws std::logic_error for a double that is not finite and an enum value without a name.
template <class T>
std::string write_json(const T& value);

/// Appends one `T` to `out`. Specialize it for a type with a form of its own.
template <class T>
struct JsonWriter;

void append_text(std::string& out, std::string_view text);
void append_bool(std::string& out, bool value);
void append_integer(std::string& out, std::int64_t value);
void append_integer(std::string& out, std::uint64_t value);
void append_double(std::string& out, double value);
/// Recursive: the depth is limited by parse_json.
void append_json(std::string& out, const boost::json::value& value);
/// Throws std::logic_error: an enum value without a name is a mistake in the program.
[[noreturn]] void throw_nameless_value();

// How each type is written:

template <>
struct JsonWriter<std::string> {
    static void write(std::string& out, const std::string& value) { append_text(out, value); }
};

template <>
struct JsonWriter<std::string_view> {
    static void write(std::string& out, std::string_view value) { append_text(out, value); }
};

template <>
struct JsonWriter<bool> {
    static void write(std::string& out, bool value) { append_bool(out, value); }
};

template <>
struct JsonWriter<double> {
    static void write(std::string& out, double value) { append_double(out, value); }
};

template <std::signed_integral T>
requires(!std::same_as<T, char>) struct JsonWriter<T> {
    static void write(std::string& out, T value) { append_integer(out, std::int64_t{value}); }
};

template <std::unsigned_integral T>
requires(!std::same_as<T, bool>) struct JsonWriter<T> {
    static void write(std::string& out, T value) { append_integer(out, std::uint64_t{value}); }
};

template <class Tag>
struct JsonWriter<Id<Tag>> {
    static void write(std::string& out, const Id<Tag>& value) { append_text(out, value.text()); }
};

template <>
struct JsonWriter<Time> {
    static void write(std::string& out, Time value) {
        out += '"';
        append_rfc3339(out, value);
        out += '"';
    }
};

template <>
struct JsonWriter<boost::json::object> {
    static void write(std::string& out, const boost::json::object& value) { append_json(out, value); }
};

template <>
struct JsonWriter<JsonText> {
    static void write(std::string& out, const JsonText& value) { out += value.text; }
};

template <DescribedEnum T>
struct JsonWriter<T> {
    static void write(std::string& out, T value) {
        for (std::size_t index = 0; index < enum_values<T>.size(); ++index)
            if (enum_values<T>[index] == value) return append_text(out, enum_names<T>[index]);
        throw_nameless_value();
    }
};

template <class T>
struct JsonWriter<std::optional<T>> {
    static void write(std::string& out, const std::optional<T>& value) {
        if (value) return JsonWriter<T>::write(out, *value);
        out += "null";
    }
};

/// Makes room for `count` more values as long as the one that was just written, so that `out` grows once.
void reserve_for_more(std::string& out, std::size_t begin_of_first, std::size_t count);

/// An array of `make(item)` for each of the items. None of the values outlives its writing.
template <class Items, class Make>
void append_array(std::string& out, const Items& items, Make make) {
    out += '[';
    const auto begin = out.size();
    std::size_t written = 0;
    for (const auto& item : items) {
        if (written > 0) out += ',';
        const auto& value = make(item);
        JsonWriter<std::remove_cvref_t<decltype(value)>>::write(out, value);
        if (++written == 1) reserve_for_more(out, begin, items.size() - 1);
    }
    out += ']';
}

template <class T>
struct JsonWriter<std::vector<T>> {
    static void write(std::string& out, const std::vector<T>& items) {
        append_array(out, items, [](const auto& item) -> const T& { return item; });
    }
};

template <class T>
struct JsonWriter<std::map<std::string, T>> {
    static void write(std::string& out, const std::map<std::string, T>& entries) {
        out += '{';
        bool first = true;
        for (const auto& [name, value] : entries) {
            if (!std::exchange(first, false)) out += ',';
            append_text(out, name);
            out += ':';
            JsonWriter<T>::write(out, value);
        }
        out += '}';
    }
};

template <DescribedStruct T>
struct JsonWriter<T> {
    static void write(std::string& out, const T& object) {
        out += '{';
        bool first = true;
        boost::mp11::mp_for_each<FieldsOf<T>>(
            [&](auto field) { write_field<decltype(field)>(out, first, object.*field.pointer); });
        out += '}';
    }

private:
    /// `,"name":` at once. A C++ identifier needs no escaping.
    template <class Described>
    static constexpr auto name_and_comma = [] {
        constexpr std::string_view name = Described::name;
        std::array<char, name.size() + 4> text{};
        text[0] = ',';
        text[1] = '"';
        std::ranges::copy(name, text.begin() + 2);
        text[text.size() - 2] = '"';
        text[text.size() - 1] = ':';
        return text;
    }();

    template <class Described, class Field>
    static void write_field(std::string& out, bool& first, const Field& field) {
        constexpr auto& text = name_and_comma<Described>;
        const std::size_t skipped = std::exchange(first, false) ? 1 : 0;
        out.append(text.data() + skipped, text.size() - skipped);
        JsonWriter<Field>::write(out, field);
    }

    template <class Described, class Field>
    static void write_field(std::string& out, bool& first, const Maybe<Field>& field) {
        if (field) write_field<Described>(out, first, *field);
    }
};

template <class T>
std::string write_json(const T& value) {
    std::string out;
    JsonWriter<T>::write(out, value);
    return out;
}

}  // namespace rollcall::http
