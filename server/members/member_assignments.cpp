#include "members/member_assignments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/field_check.hpp"

namespace rollcall::members {

namespace {

// Each id is assigned whether or not it was before, so that the field that is told is counted in the given list.
template <class SomeId>
void assign_all(database::Transaction& tx, const MemberId& member, const std::vector<SomeId>& ids,
                std::string_view field, std::string_view noun) {
    FieldCheck check;
    for (std::size_t index = 0; index < ids.size(); ++index) {
        if (assign(tx, member, ids[index]) == Assigned::yes) continue;
        check.fail(fmt::format("{}[{}]", field, index), fmt::format("There is no such {}.", noun));
    }
    check.finish();
}

template <class SomeId>
void unassign_others(database::Transaction& tx, const MemberId& member, const std::vector<SomeId>& before,
                     const std::vector<SomeId>& kept) {
    for (const auto& id : before) {
        if (std::ranges::find(kept, id) == kept.end()) unassign(tx, member, id);
    }
}

}  // namespace

void assign_agents(database::Transaction& tx, const MemberId& member, const std::vector<AgentId>& agents) {
    assign_all(tx, member, agents, "agent_ids", "agent");
}

void assign_companies(database::Transaction& tx, const MemberId& member, const std::vector<CompanyId>& companies) {
    assign_all(tx, member, companies, "company_ids", "company");
}

void replace_agents(database::Transaction& tx, const Member& member, const std::vector<AgentId>& agents) {
    unassign_others(tx, member.id, member.agents, agents);
    assign_agents(tx, member.id, agents);
}

void replace_companies(database::Transaction& tx, const Member& member, const std::vector<CompanyId>& companies) {
    unassign_others(tx, member.id, member.companies, companies);
    assign_companies(tx, member.id, companies);
}

}  // namespace rollcall::members
