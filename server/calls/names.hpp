#pragma once

#include <fmt/format.h>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "calls/call.hpp"

/// The described enums of calls by their names, which the database and the API share.
namespace rollcall::calls {

template <class Enum>
std::string_view name_of(Enum value) {
    return boost::describe::enum_to_string(value, "");
}

template <class Enum>
std::optional<std::string_view> name_of(const std::optional<Enum>& value) {
    return value ? std::optional(name_of(*value)) : std::nullopt;
}

/// Throws std::logic_error for a text that no value has: the database holds none.
template <class Enum>
Enum from_name(const std::string& name) {
    Enum value{};
    if (!boost::describe::enum_from_string(name.c_str(), value))
        throw std::logic_error(fmt::format("no value is called {}", name));
    return value;
}

template <class Enum>
std::optional<Enum> from_name(const std::optional<std::string>& name) {
    return name ? std::optional(from_name<Enum>(*name)) : std::nullopt;
}

}  // namespace rollcall::calls
