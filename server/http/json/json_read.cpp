#include "http/json/json_read.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "http/json/json.hpp"
#include "http/json/limits.hpp"

namespace rollcall::http {

namespace json = boost::json;

std::string JsonPath::text() const {
    if (!parent_) return "";
    const auto parent = parent_->text();
    if (index_) return fmt::format("{}[{}]", parent, *index_);
    return parent.empty() ? std::string(name_) : fmt::format("{}.{}", parent, name_);
}

void add_problem(FieldErrors& problems, const JsonPath& path, std::string message) {
    if (problems.size() < max_json_problems) problems.emplace(path.text(), std::move(message));
}

void add_missing(FieldErrors& problems, const JsonPath& path) { add_problem(problems, path, "This is required."); }

std::string read_text(const json::value& value, const JsonPath& path, FieldErrors& problems) {
    if (const auto* text = value.if_string()) return std::string(text->data(), text->size());
    add_problem(problems, path, "This must be a text.");
    return {};
}

bool read_bool(const json::value& value, const JsonPath& path, FieldErrors& problems) {
    if (const auto* answer = value.if_bool()) return *answer;
    add_problem(problems, path, "This must be true or false.");
    return false;
}

std::int64_t read_integer(const json::value& value, std::int64_t lowest, std::int64_t highest, const JsonPath& path,
                          FieldErrors& problems) {
    if (const auto* number = value.if_int64(); number && *number >= lowest && *number <= highest) return *number;
    if (value.is_int64() || value.is_uint64())
        add_problem(problems, path, fmt::format("This must be from {} to {}.", lowest, highest));
    else
        add_problem(problems, path, "This must be a whole number.");
    return 0;
}

double read_number(const json::value& value, const JsonPath& path, FieldErrors& problems) {
    if (value.is_number()) return value.to_number<double>();
    add_problem(problems, path, "This must be a number.");
    return 0;
}

Time read_time(const json::value& value, const JsonPath& path, FieldErrors& problems) {
    if (const auto* text = value.if_string()) {
        if (const auto time = time_from_rfc3339({text->data(), text->size()})) return *time;
    }
    add_problem(problems, path, "This must be a moment such as 2026-11-24T07:32:54Z.");
    return {};
}

std::optional<std::size_t> read_choice(const json::value& value, std::span<const std::string_view> names,
                                       const JsonPath& path, FieldErrors& problems) {
    if (const auto* text = value.if_string()) {
        const auto found = std::ranges::find(names, std::string_view(text->data(), text->size()));
        if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    }
    add_problem(problems, path, fmt::format("This must be one of: {}.", fmt::join(names, ", ")));
    return std::nullopt;
}

const json::array* read_array(const json::value& value, const JsonPath& path, FieldErrors& problems) {
    const auto* array = value.if_array();
    if (!array) add_problem(problems, path, "This must be a list.");
    return array;
}

const json::object* read_object(const json::value& value, const JsonPath& path, FieldErrors& problems) {
    const auto* object = value.if_object();
    if (!object) add_problem(problems, path, "This must be an object.");
    return object;
}

void refuse_unknown_fields(const json::object& object, std::span<const std::string_view> names, const JsonPath& path,
                           FieldErrors& problems) {
    for (const auto& field : object) {
        const std::string_view name(field.key().data(), field.key().size());
        if (std::ranges::find(names, name) == names.end())
            add_problem(problems, JsonPath(path, name), "There is no such field.");
    }
}

void require_object(const json::value& body) {
    if (!body.is_object()) throw Error::malformed("The body must be a JSON object.");
}

json::value parse_body(std::string_view body) { return parse_json(body); }

}  // namespace rollcall::http
