#pragma once

#include "api/list_request.hpp"
#include "members/list/member_list_store.hpp"

namespace rollcall::members {

/// The filters of the list of members, as its query names them.
inline constexpr std::string_view member_filters[] = {"search",   "status",     "role",         "permission",
                                                      "agent_id", "company_id", "inactive_days"};

/// Reads them. Throws Error::invalid for values that are not possible, also for an agent or a company that does not
/// exist.
MemberFilter read_member_filter(database::Transaction& tx, const api::ListRequest& list, Time now);

}  // namespace rollcall::members
