#pragma once

#include <fmt/format.h>

#include <array>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

/// The names of described enumerations: the database, the API and the page use the same ones.
namespace rollcall {

/// An enum that BOOST_DESCRIBE_ENUM lists.
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <DescribedEnum E>
inline constexpr auto enum_values = [] {
    std::array<E, boost::mp11::mp_size<boost::describe::describe_enumerators<E>>::value> values{};
    std::size_t index = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto enumerator) { values[index++] = enumerator.value; });
    return values;
}();

/// The names of `enum_values`, in the same order. `delete_` has the name "delete": keywords of C++ end in a `_` here.
template <DescribedEnum E>
inline constexpr auto enum_names = [] {
    std::array<std::string_view, enum_values<E>.size()> names{};
    std::size_t index = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        std::string_view name = enumerator.name;
        if (name.ends_with('_')) name.remove_suffix(1);
        names[index++] = name;
    });
    return names;
}();

/// Throws std::logic_error for a number that is not a value of the enum.
template <DescribedEnum E>
constexpr std::string_view enum_name(E value) {
    for (std::size_t index = 0; index < enum_values<E>.size(); ++index) {
        if (enum_values<E>[index] == value) return enum_names<E>[index];
    }
    throw std::logic_error("a value that is not in its enum");
}

/// Nothing for a text that is not the name of a value.
template <DescribedEnum E>
constexpr std::optional<E> find_enum_value(std::string_view name) {
    for (std::size_t index = 0; index < enum_names<E>.size(); ++index) {
        if (enum_names<E>[index] == name) return enum_values<E>[index];
    }
    return std::nullopt;
}

/// For names that the program wrote itself: throws std::logic_error when `find_enum_value` finds nothing.
template <DescribedEnum E>
E enum_value(std::string_view name) {
    const auto value = find_enum_value<E>(name);
    if (!value) throw std::logic_error(fmt::format("no value has the name {}", name));
    return *value;
}

}  // namespace rollcall
