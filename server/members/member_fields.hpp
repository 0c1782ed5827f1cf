#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/change.hpp"
#include "core/field_check.hpp"
#include "members/member_store.hpp"

namespace rollcall::members {

/// A member to be created. Nothing is granted or assigned unless it is here (M42, M43).
struct NewMember {
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role = access::Role::member;
    access::Permissions permissions;
    std::vector<AgentId> agent_ids;
    std::vector<CompanyId> company_ids;
};

/// What an administrator changes about a member; what is absent stays.
struct UpdateMember {
    Change<std::string> name;
    Change<std::string> job_title;
    std::optional<access::Role> role;
    std::vector<std::pair<access::Permission, bool>> permissions;  ///< only those that are switched on or off
    std::optional<std::vector<AgentId>> agent_ids;
    std::optional<std::vector<CompanyId>> company_ids;
};

/// The assigned ids as they are read again.
template <class SomeId>
std::vector<SomeId> sort_without_duplicates(std::vector<SomeId> ids) {
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    return ids;
}

/// The member that the input describes, with what is wrong noted in `check`.
access::MemberRow new_member(const NewMember& input, FieldCheck& check, Time now);

/// The member as he or she will be. Throws Error::invalid with all that is wrong.
Member changed_member(const Member& member, const UpdateMember& input);

}  // namespace rollcall::members
