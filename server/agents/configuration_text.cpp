#include "agents/configuration_text.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <vector>

namespace rollcall::agents {

namespace json = boost::json;

namespace {

constexpr std::string_view white_space = " \t\r\n";

/// A field of an object: where its name begins, and its value.
struct FieldPlace {
    std::string name;
    std::size_t begin;
    std::size_t value_begin;
    std::size_t end;
};

std::size_t skip_space(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(white_space, at), text.size());
}

std::size_t skip_string(std::string_view text, std::size_t at) {
    for (++at; text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
    }
    return at + 1;
}

std::size_t skip_value(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    while (at < text.size()) {
        const auto c = text[at];
        const bool is_end = c == '}' || c == ']';
        if (depth == 0 && (is_end || c == ',' || white_space.find(c) != std::string_view::npos)) return at;
        if (c == '{' || c == '[') ++depth;
        if (is_end) --depth;
        at = c == '"' ? skip_string(text, at) : at + 1;
    }
    return at;
}

std::string unquote(std::string_view text) { return std::string(json::parse({text.data(), text.size()}).as_string()); }

std::string quote(std::string_view text) { return json::serialize(json::string(text.data(), text.size())); }

std::vector<FieldPlace> fields_of(std::string_view object) {
    std::vector<FieldPlace> fields;
    auto at = skip_space(object, object.find('{') + 1);
    while (object[at] == '"') {
        const auto name_end = skip_string(object, at);
        const auto value = skip_space(object, skip_space(object, name_end) + 1);  // behind the colon
        fields.push_back({unquote(object.substr(at, name_end - at)), at, value, skip_value(object, value)});
        at = skip_space(object, fields.back().end);
        if (object[at] == ',') at = skip_space(object, at + 1);
    }
    return fields;
}

std::string without_field(std::string_view object, const std::vector<FieldPlace>& fields, std::size_t index) {
    auto begin = fields[index].begin;
    auto end = fields[index].end;
    if (index + 1 < fields.size()) {
        end = fields[index + 1].begin;
    } else if (index > 0) {
        begin = fields[index - 1].end;
    }
    return std::string(object).erase(begin, end - begin);
}

// Behind the last field, and on a line of its own where that is.
std::string with_new_field(std::string_view object, const std::vector<FieldPlace>& fields, const std::string& field) {
    if (fields.empty()) return "{" + field + "}";
    const auto before = fields.back().begin;
    const auto last_visible = object.find_last_not_of(white_space, before - 1);
    const auto space = object.substr(last_visible + 1, before - last_visible - 1);
    return std::string(object).insert(fields.back().end, "," + std::string(space) + field);
}

}  // namespace

std::string_view text_of_first_field(std::string_view object) {
    const auto field = fields_of(object).at(0);
    return object.substr(field.value_begin, field.end - field.value_begin);
}

std::string with_field(std::string_view object, std::string_view name, const std::optional<std::string>& value) {
    const auto fields = fields_of(object);
    const auto found = std::ranges::find(fields, name, &FieldPlace::name);
    if (found == fields.end()) {
        return value ? with_new_field(object, fields, quote(name) + ":" + quote(*value)) : std::string(object);
    }
    if (!value) return without_field(object, fields, static_cast<std::size_t>(found - fields.begin()));
    return std::string(object).replace(found->value_begin, found->end - found->value_begin, quote(*value));
}

std::string with_numbers_as_texts(std::string_view json) {
    std::string result;
    for (std::size_t at = 0; at < json.size();) {
        const auto c = json[at];
        const bool is_number = c == '-' || (c >= '0' && c <= '9');
        const auto end = c == '"' ? skip_string(json, at) : is_number ? skip_value(json, at) : at + 1;
        const auto part = json.substr(at, end - at);
        // No text of a configuration begins with U+0000.
        if (is_number) {
            result.append("\"\\u0000").append(part).append("\"");
        } else {
            result += part;
        }
        at = end;
    }
    return result;
}

}  // namespace rollcall::agents
