#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "access/caller.hpp"
#include "database/page.hpp"

namespace rollcall::agents {

/// Why a member has access to an agent: the broadest reason, where there are several.
enum class AccessReason {
    administrator,
    company,  ///< the agent's company is assigned
    agent,    ///< the agent itself is assigned
};
BOOST_DESCRIBE_ENUM(AccessReason, administrator, company, agent)

/// Whether the member can sign in now.
enum class AccessState { active, invited, suspended };
BOOST_DESCRIBE_ENUM(AccessState, active, invited, suspended)

/// A member who has access to an agent, and what he or she may do with it.
struct MemberAccess {
    MemberId id;
    std::string name;
    std::optional<std::string> picture;  ///< its version
    access::Role role = access::Role::member;
    access::Permissions permissions;  ///< in effect
    AccessReason because = AccessReason::agent;
    AccessState state = AccessState::active;
};

inline constexpr database::SortColumn access_sorts[] = {{"name", "m.name_folded"}};

/// The members who have access to the agent, which is of that company. Reads those alone.
database::Page<MemberAccess> list_member_access(database::Transaction& tx, const AgentId& agent,
                                                const CompanyId& company, const database::PageRequest& request);

}  // namespace rollcall::agents
