#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace rollcall {

/// The API names of the fields that differ between two states, in the order given.
///
///     changed_fields({{"name", before.name != after.name}, {"role", before.role != after.role}})
inline std::vector<std::string_view> changed_fields(
    std::initializer_list<std::pair<std::string_view, bool>> name_and_differs) {
    std::vector<std::string_view> names;
    for (const auto& [name, differs] : name_and_differs) {
        if (differs) names.push_back(name);
    }
    return names;
}

}  // namespace rollcall
