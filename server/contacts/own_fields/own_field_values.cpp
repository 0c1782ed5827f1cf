#include "contacts/own_fields/own_field_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

#include "contacts/contact_limits.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace rollcall::contacts {

namespace {

namespace json = boost::json;

/// A value of one field that is being read, and where to note what is wrong with it.
struct Reading {
    const OwnField& field;
    const json::value& value;
    FieldCheck& check;
    std::string path = "fields." + field.key;

    void fail(std::string message) const { check.fail(path, std::move(message)); }
    /// Null, and noted, where it is no text.
    const json::string* text() const {
        if (!value.is_string()) fail("This must be a text.");
        return value.if_string();
    }
};

std::optional<std::string> read_text_value(const Reading& reading) {
    const auto* text = reading.text();
    if (!text) return std::nullopt;
    const auto value = trim({text->data(), text->size()});
    if (count_code_points(value) > max_value_characters) {
        reading.fail(fmt::format("This is too long: at most {} characters.", max_value_characters));
    }
    if (has_control_characters(value)) reading.fail("This must be one line.");
    if (!value.empty() && !has_visible_character(value)) reading.fail("Enter some text.");
    return value.empty() ? std::nullopt : std::optional(value);
}

std::optional<std::string> read_number_value(const Reading& reading) {
    if (const auto* whole = reading.value.if_int64()) return std::to_string(*whole);
    if (const auto* large = reading.value.if_uint64()) return std::to_string(*large);
    if (const auto* number = reading.value.if_double()) return fmt::format("{}", *number);
    reading.fail("This must be a number such as 12 or 12.5.");
    return std::nullopt;
}

bool is_date(std::string_view text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const auto read = [&](std::size_t from, std::size_t size, auto& number) {
        const auto* end = text.data() + from + size;
        return std::from_chars(text.data() + from, end, number).ptr == end;
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    if (!read(0, 4, year) || !read(5, 2, month) || !read(8, 2, day)) return false;
    return year > 0 &&
           std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)).ok();
}

std::optional<std::string> read_date_value(const Reading& reading) {
    const auto* text = reading.text();
    if (!text) return std::nullopt;
    if (text->empty()) return std::nullopt;
    if (!is_date({text->data(), text->size()})) reading.fail("This must be a date such as 2026-11-28.");
    return std::string(*text);
}

std::optional<std::string> read_boolean_value(const Reading& reading) {
    if (const auto* value = reading.value.if_bool()) return *value ? "true" : "false";
    reading.fail("This must be true or false.");
    return std::nullopt;
}

std::optional<std::string> read_choice_value(const Reading& reading) {
    const auto* text = reading.text();
    if (!text) return std::nullopt;
    if (text->empty()) return std::nullopt;
    const auto& choices = reading.field.choices;
    if (std::ranges::find(choices, std::string_view(*text)) == choices.end()) {
        reading.fail(fmt::format("This must be one of: {}.", fmt::join(choices, ", ")));
    }
    return std::string(*text);
}

/// Nothing for an empty value, and where something is wrong.
std::optional<std::string> read_value(const Reading& reading) {
    if (reading.value.is_null()) return std::nullopt;
    switch (reading.field.kind) {
        case OwnFieldKind::text:
            return read_text_value(reading);
        case OwnFieldKind::number:
            return read_number_value(reading);
        case OwnFieldKind::date:
            return read_date_value(reading);
        case OwnFieldKind::boolean:
            return read_boolean_value(reading);
        case OwnFieldKind::choice:
            return read_choice_value(reading);
    }
    return std::nullopt;
}

/// Nothing where the text is not a `Number` from its beginning to its end.
template <class Number>
std::optional<Number> parse_number(const std::string& value) {
    Number number{};
    const auto* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

json::value number_as_json(const std::string& value) {
    if (const auto whole = parse_number<std::int64_t>(value)) return *whole;
    if (const auto large = parse_number<std::uint64_t>(value)) return *large;
    return parse_number<double>(value).value();
}

json::value value_as_json(const OwnFieldValue& value) {
    if (value.kind == OwnFieldKind::number) return number_as_json(value.text);
    if (value.kind == OwnFieldKind::boolean) return value.text == "true";
    return json::string(value.text);
}

/// What JSON has for a text of the field's kind; nothing where it is of no such kind.
json::value text_as_json(const OwnField& field, const std::string& text) {
    const auto trimmed = trim(text);
    if (trimmed.empty()) return nullptr;
    if (field.kind == OwnFieldKind::boolean && (trimmed == "true" || trimmed == "false")) return trimmed == "true";
    if (field.kind == OwnFieldKind::number) {
        if (const auto whole = parse_number<std::int64_t>(trimmed)) return *whole;
        if (const auto number = parse_number<double>(trimmed); number && std::isfinite(*number)) return *number;
    }
    return json::string(trimmed);
}

/// Texts of 16 hexadecimal digits, in the order of the numbers.
std::string number_key(double number) {
    constexpr auto sign = std::uint64_t{1} << 63;
    const auto bits = std::bit_cast<std::uint64_t>(number + 0.0);  // no negative zero
    return fmt::format("{:016x}", (bits & sign) != 0 ? ~bits : bits | sign);
}

std::string text_key(const std::string& text) {
    constexpr std::size_t longest = 200;
    constexpr std::size_t kept = 120;
    auto key = fold_case(text);
    if (key.size() <= longest) return key;
    return std::string(cut_to_bytes(key, kept)) + '\n' + hash_token(key);
}

}  // namespace

std::optional<OwnFieldValue> parse_own_field_value(const OwnField& field, const std::string& text,
                                                   const std::string& path, FieldCheck& check) {
    const auto value = text_as_json(field, text);
    auto read = read_value({field, value, check, path});
    return read ? std::optional(OwnFieldValue{field.kind, std::move(*read)}) : std::nullopt;
}

std::string match_key(const OwnFieldValue& value) {
    if (value.kind == OwnFieldKind::number) return number_key(parse_number<double>(value.text).value_or(0));
    return text_key(value.text);
}

OwnFieldValues apply_own_field_values(const OwnFieldValues& before, const json::object& change,
                                      const std::vector<OwnField>& fields, FieldCheck& check) {
    auto after = before;
    for (const auto& [key, value] : change) {
        const auto field = std::ranges::find(fields, std::string_view(key), &OwnField::key);
        if (field == fields.end()) {
            check.fail("fields." + std::string(key), "There is no such field. Administrators define it in Settings.");
        } else if (auto text = read_value({*field, value, check})) {
            after[field->key] = {field->kind, std::move(*text)};
        } else {
            after.erase(field->key);
        }
    }
    return after;
}

json::object own_field_values_as_json(const OwnFieldValues& values) {
    json::object object;
    for (const auto& [key, value] : values) object[key] = value_as_json(value);
    return object;
}

}  // namespace rollcall::contacts
