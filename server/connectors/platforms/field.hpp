#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "calls/call.hpp"

namespace rollcall::connectors {

/// A field in the JSON of a platform, which may be absent. A value of another type than asked for, or out of range,
/// counts as absent: a call is stored whatever one of its fields holds.
///
///     const auto id = message["call"]["id"].id();
class Field {
public:
    Field() = default;
    explicit Field(const boost::json::value& value) : value_(&value) {}

    /// The field of that name in an object; nothing in anything else.
    Field operator[](std::string_view name) const;
    bool is_present() const { return value_ && !value_->is_null(); }

    /// A text that is not empty.
    std::optional<std::string> text() const;
    /// A text that names something: one line of at most 200 bytes, or a whole number.
    std::optional<std::string> id() const;
    /// A text of at most 200 bytes, in one line, as names that people enter must be (core/field_check.hpp): a number to
    /// call, a reason.
    std::optional<std::string> line() const;
    std::optional<double> number() const;
    std::optional<bool> boolean() const;

    /// A time as RFC 3339, or as milliseconds or seconds since 1970: not before 2000 and not after 2200.
    std::optional<Time> time() const;
    /// From 0 to 30 days.
    std::optional<calls::Duration> milliseconds() const;
    std::optional<calls::Duration> seconds() const;
    /// A cost that is not negative; `unit` is how many millionths of a US dollar one is.
    std::optional<calls::Cost> cost(double unit) const;

    /// The members of an object; none of anything else.
    const boost::json::object& members() const;
    /// The items of an array; none of anything else.
    const boost::json::array& items() const;

private:
    std::optional<calls::Duration> duration(double unit) const;

    const boost::json::value* value_ = nullptr;
};

/// The first of two that is present.
template <class Value>
std::optional<Value> either(std::optional<Value> first, std::optional<Value> second) {
    return first ? first : second;
}

}  // namespace rollcall::connectors
