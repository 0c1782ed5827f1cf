#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/clock.hpp"
#include "core/enum_names.hpp"
#include "core/id.hpp"

namespace rollcall::database {

/// One bound value. Text is borrowed: it must live until the statement has run. It must be UTF-8 without a zero byte,
/// which PostgreSQL refuses. Times are bound as milliseconds since 1970, durations as milliseconds, booleans as 1 and 0
/// (which both databases accept), and described enums by their names.
class Parameter {
public:
    using Value = std::variant<std::monostate, std::int64_t, std::string_view>;

    Parameter(std::nullopt_t) {}
    Parameter(std::integral auto number) : value_(static_cast<std::int64_t>(number)) {}
    Parameter(std::string_view text) : value_(text) {}
    Parameter(const std::string& text) : value_(std::string_view(text)) {}
    Parameter(const char* text) : value_(std::string_view(text)) {}
    Parameter(Time time) : value_(milliseconds(time)) {}
    Parameter(std::chrono::milliseconds duration) : value_(static_cast<std::int64_t>(duration.count())) {}
    Parameter(DescribedEnum auto value) : value_(enum_name(value)) {}
    template <class Tag>
    Parameter(const Id<Tag>& id) : value_(std::string_view(id.text())) {}
    template <class T>
    Parameter(const std::optional<T>& maybe) {
        if (maybe) value_ = Parameter(*maybe).value_;
    }

    const Value& value() const { return value_; }

private:
    Value value_;
};

}  // namespace rollcall::database
