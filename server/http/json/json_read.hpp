#pragma once

#include <boost/json/value.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/change.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/id.hpp"
#include "core/json_memory.hpp"
#include "http/json/json_described.hpp"

namespace rollcall::http {

/// Reads the body of a request into a described struct:
///
///     struct UpdateAgent {
///         Change<std::string> name;                    // absent, null or a value
///         std::optional<std::vector<AgentId>> others;  // absent or null: nullopt
///         std::string reason;                          // required
///     };
///     BOOST_DESCRIBE_STRUCT(UpdateAgent, (), (name, others, reason))
///
/// Fields may be std::string, bool, int, std::int64_t, double, Id<Tag>, Time (RFC 3339), a described enum (by name), a
/// described struct, and std::vector, std::optional and Change of these; a boost::json::object is any object.
/// Fields that are neither std::optional nor Change are required. Only the types are checked here: lengths and meanings
/// are checked by the rules.
///
/// Throws Error::malformed for a text that parse_json refuses and for a body that is not an object; otherwise
/// Error::invalid with everything that is wrong, each by its path (`permissions.edit_agents`, `agent_ids[3]`), unknown
/// fields too.
template <DescribedStruct T>
T read_json(std::string_view body);

/// The same for parsed JSON.
template <DescribedStruct T>
T from_json(const boost::json::value& value);

/// The path of a value in the body. Borrows its parent: both are on the stack of the reader.
class JsonPath {
public:
    /// The body itself.
    JsonPath() = default;
    JsonPath(const JsonPath& parent, std::string_view name) : parent_(&parent), name_(name) {}
    JsonPath(const JsonPath& parent, std::size_t index) : parent_(&parent), index_(index) {}

    std::string text() const;

private:
    const JsonPath* parent_ = nullptr;
    std::string_view name_;
    std::optional<std::size_t> index_;
};

/// Reads a `T`: `read` for a field that is present, `absent` for one that is not. Both add what is wrong to `problems`
/// and then return any value. Specialize it for a type with a form of its own.
template <class T>
struct JsonReader;

/// Adds a problem, unless there are max_json_problems already.
void add_problem(FieldErrors& problems, const JsonPath& path, std::string message);
void add_missing(FieldErrors& problems, const JsonPath& path);

std::string read_text(const boost::json::value& value, const JsonPath& path, FieldErrors& problems);
bool read_bool(const boost::json::value& value, const JsonPath& path, FieldErrors& problems);
/// A whole number from `lowest` to `highest`.
std::int64_t read_integer(const boost::json::value& value, std::int64_t lowest, std::int64_t highest,
                          const JsonPath& path, FieldErrors& problems);
/// Any finite number.
double read_number(const boost::json::value& value, const JsonPath& path, FieldErrors& problems);
/// A time in RFC 3339.
Time read_time(const boost::json::value& value, const JsonPath& path, FieldErrors& problems);
/// The index of the text in `names`.
std::optional<std::size_t> read_choice(const boost::json::value& value, std::span<const std::string_view> names,
                                       const JsonPath& path, FieldErrors& problems);
/// Null, with a problem added, for a value that is not an array or not an object.
const boost::json::array* read_array(const boost::json::value& value, const JsonPath& path, FieldErrors& problems);
const boost::json::object* read_object(const boost::json::value& value, const JsonPath& path, FieldErrors& problems);

/// Adds a problem for each field that is not in `names`.
void refuse_unknown_fields(const boost::json::object& object, std::span<const std::string_view> names,
                           const JsonPath& path, FieldErrors& problems);

/// Throws Error::malformed for a body that is not an object.
void require_object(const boost::json::value& body);
boost::json::value parse_body(std::string_view body);

// How each type is read:

/// `absent` of a required field.
template <class T>
struct RequiredReader {
    static T absent(const JsonPath& path, FieldErrors& problems) {
        add_missing(problems, path);
        return T{};
    }
};

template <>
struct JsonReader<std::string> : RequiredReader<std::string> {
    static std::string read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        return read_text(value, path, problems);
    }
};

template <>
struct JsonReader<bool> : RequiredReader<bool> {
    static bool read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        return read_bool(value, path, problems);
    }
};

template <class T>
requires std::same_as<T, int> || std::same_as<T, std::int64_t>
struct JsonReader<T> : RequiredReader<T> {
    static T read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        using Range = std::numeric_limits<T>;
        return static_cast<T>(read_integer(value, Range::min(), Range::max(), path, problems));
    }
};

template <>
struct JsonReader<double> : RequiredReader<double> {
    static double read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        return read_number(value, path, problems);
    }
};

template <class Tag>
struct JsonReader<Id<Tag>> : RequiredReader<Id<Tag>> {
    static Id<Tag> read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        return Id<Tag>(read_text(value, path, problems));
    }
};

template <>
struct JsonReader<Time> : RequiredReader<Time> {
    static Time read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        return read_time(value, path, problems);
    }
};

template <>
struct JsonReader<boost::json::object> : RequiredReader<boost::json::object> {
    static boost::json::object read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        const auto* object = read_object(value, path, problems);
        return object ? *object : boost::json::object();
    }
};

template <DescribedEnum T>
struct JsonReader<T> : RequiredReader<T> {
    static T read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        const auto index = read_choice(value, enum_names<T>, path, problems);
        return index ? enum_values<T>[*index] : T{};
    }
};

template <class T>
struct JsonReader<std::optional<T>> {
    static std::optional<T> read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        if (value.is_null()) return std::nullopt;
        return JsonReader<T>::read(value, path, problems);
    }
    static std::optional<T> absent(const JsonPath&, FieldErrors&) { return std::nullopt; }
};

template <class T>
struct JsonReader<Change<T>> {
    static Change<T> read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        return Change<T>(JsonReader<std::optional<T>>::read(value, path, problems));
    }
    static Change<T> absent(const JsonPath&, FieldErrors&) { return {}; }
};

template <class T>
struct JsonReader<std::vector<T>> : RequiredReader<std::vector<T>> {
    static std::vector<T> read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        std::vector<T> items;
        const auto* array = read_array(value, path, problems);
        if (!array) return items;
        items.reserve(array->size());
        for (std::size_t index = 0; index < array->size(); ++index)
            items.push_back(JsonReader<T>::read((*array)[index], JsonPath(path, index), problems));
        return items;
    }
};

template <DescribedStruct T>
struct JsonReader<T> : RequiredReader<T> {
    static T read(const boost::json::value& value, const JsonPath& path, FieldErrors& problems) {
        T result{};
        const auto* object = read_object(value, path, problems);
        if (!object) return result;
        std::vector<std::string_view> names;
        for_each_field<T>([&](std::string_view name, auto pointer) {
            names.push_back(name);
            auto& field = result.*pointer;
            using Reader = JsonReader<std::remove_cvref_t<decltype(field)>>;
            const JsonPath at(path, name);
            const auto* given = object->if_contains(name);
            field = given ? Reader::read(*given, at, problems) : Reader::absent(at, problems);
        });
        refuse_unknown_fields(*object, names, path, problems);
        return result;
    }
};

template <DescribedStruct T>
T from_json(const boost::json::value& value) {
    require_object(value);
    FieldErrors problems;
    T result = JsonReader<T>::read(value, JsonPath(), problems);
    if (!problems.empty()) throw Error::invalid(std::move(problems));
    return result;
}

template <DescribedStruct T>
T read_json(std::string_view body) {
    const auto memory = reserve_json_memory(body.size());
    return from_json<T>(parse_body(body));
}

}  // namespace rollcall::http
