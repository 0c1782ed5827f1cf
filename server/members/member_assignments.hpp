#pragma once

#include <vector>

#include "members/member_store.hpp"

namespace rollcall::members {

/// Assigns all of these to the member. Throws Error::invalid with a field (`agent_ids[3]`) for each that is not there.
void assign_agents(database::Transaction& tx, const MemberId& member, const std::vector<AgentId>& agents);
void assign_companies(database::Transaction& tx, const MemberId& member, const std::vector<CompanyId>& companies);

/// Takes from the member what is not in the list, and assigns what is new in it. Throws as above.
void replace_agents(database::Transaction& tx, const Member& member, const std::vector<AgentId>& agents);
void replace_companies(database::Transaction& tx, const Member& member, const std::vector<CompanyId>& companies);

}  // namespace rollcall::members
