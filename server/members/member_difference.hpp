#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/permissions.hpp"
#include "core/change.hpp"
#include "members/member_store.hpp"

namespace rollcall::members {

/// What an administrator changes about a member; what is absent stays.
struct UpdateMember {
    Change<std::string> name;
    Change<std::string> job_title;
    std::optional<access::Role> role;
    std::vector<std::pair<access::Permission, bool>> permissions;  ///< only those that are switched on or off
    std::optional<std::vector<AgentId>> agent_ids;
    std::optional<std::vector<CompanyId>> company_ids;
};

/// The member as he or she will be. Throws Error::invalid with all that is wrong.
Member changed_member(const Member& member, const UpdateMember& input);

/// What both have that the other has not.
template <class Item>
struct Difference {
    std::vector<Item> added;
    std::vector<Item> removed;

    bool is_empty() const { return added.empty() && removed.empty(); }
};

/// The difference between a member before and after a change, as a person would tell it.
struct MemberDifference {
    std::vector<std::string_view> fields;  ///< API names of what differs: "name", "permissions", ...
    Difference<access::Permission> permissions;
    Difference<AgentId> agents;     ///< that come into sight or go out of it, by whatever way they are assigned
    std::int64_t calls_shown = 0;   ///< that come into sight, also by a change of role: administrators see all
    std::int64_t calls_hidden = 0;  ///< that go out of it
};

/// The agents that come by `companies`, and how many calls agents have, are read for it.
MemberDifference difference(database::Transaction& tx, const Member& before, const Member& after);

}  // namespace rollcall::members
