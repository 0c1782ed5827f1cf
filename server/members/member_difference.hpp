#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "access/permissions.hpp"
#include "members/member_store.hpp"

namespace rollcall::members {

template <class Item>
struct Difference {
    std::vector<Item> added;
    std::vector<Item> removed;
};

/// What a change of a member changes, for the person who is about to save it.
struct MemberDifference {
    std::vector<std::string_view> fields;  ///< `list_changed_fields`: "name", "permissions", ...
    Difference<access::Permission> permissions;
    Difference<AgentId> agents;     ///< in the member's scope, by whatever assignment
    std::int64_t calls_shown = 0;   ///< that the member will see, also by a change of role: administrators see all
    std::int64_t calls_hidden = 0;  ///< that the member will not see any more
};

/// API names of what differs.
std::vector<std::string_view> list_changed_fields(const Member& before, const Member& after);

/// Reads the agents of assigned companies, and how many calls agents have.
MemberDifference difference_between(database::Transaction& tx, const Member& before, const Member& after);

}  // namespace rollcall::members
