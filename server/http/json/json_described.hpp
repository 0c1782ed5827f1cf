#pragma once

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <string_view>
#include <type_traits>

#include "core/enum_names.hpp"

namespace rollcall::http {

/// A struct that is described by BOOST_DESCRIBE_STRUCT (or BOOST_DESCRIBE_CLASS, inside a template): its members, with
/// those of its described bases first, are the fields of a JSON object.
template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <DescribedStruct T>
using FieldsOf = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

/// Calls `visit(name, member pointer)` for each field, in order.
template <DescribedStruct T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    boost::mp11::mp_for_each<FieldsOf<T>>([&](auto field) { visit(std::string_view(field.name), field.pointer); });
}

}  // namespace rollcall::http
