#pragma once

#include <array>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace rollcall::http {

/// A struct that is described by BOOST_DESCRIBE_STRUCT (or BOOST_DESCRIBE_CLASS, inside a template): its members, those
/// of its described bases first, are the fields of a JSON object.
template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

/// An enum that is described by BOOST_DESCRIBE_ENUM: JSON holds the name of the value.
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <DescribedStruct T>
using FieldsOf = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

/// Calls `visit(name, member pointer)` for each field, in their order.
template <DescribedStruct T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    boost::mp11::mp_for_each<FieldsOf<T>>([&](auto field) { visit(std::string_view(field.name), field.pointer); });
}

template <DescribedEnum E>
inline constexpr auto enum_values = [] {
    std::array<E, boost::mp11::mp_size<boost::describe::describe_enumerators<E>>::value> values{};
    std::size_t index = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto enumerator) { values[index++] = enumerator.value; });
    return values;
}();

/// The names of `enum_values`, in the same order.
template <DescribedEnum E>
inline constexpr auto enum_names = [] {
    std::array<std::string_view, enum_values<E>.size()> names{};
    std::size_t index = 0;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto enumerator) { names[index++] = enumerator.name; });
    return names;
}();

}  // namespace rollcall::http
