#include "members/member_difference.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "calls/intake/agent_day_store.hpp"
#include "core/changed_fields.hpp"

namespace rollcall::members {

namespace {

std::set<AgentId> assigned_agents(database::Transaction& tx, const Member& member) {
    std::set<AgentId> agents(member.agents.begin(), member.agents.end());
    for (const auto& company : member.companies) {
        const auto ids = list_agent_ids(tx, company);
        agents.insert(ids.begin(), ids.end());
    }
    return agents;
}

// Administrators see every agent, whatever is assigned to them.
std::set<AgentId> visible_agents(database::Transaction& tx, const Member& member) {
    if (member.role != access::Role::administrator) return assigned_agents(tx, member);
    const auto all = list_agent_ids(tx);
    return {all.begin(), all.end()};
}

std::set<access::Permission> set_of(access::Permissions permissions) {
    std::set<access::Permission> set;
    for (const auto& text : access::permission_texts) {
        if (permissions.has(text.permission)) set.insert(text.permission);
    }
    return set;
}

template <class Item>
Difference<Item> difference_of(const std::set<Item>& before, const std::set<Item>& after) {
    Difference<Item> result;
    std::ranges::set_difference(after, before, std::back_inserter(result.added));
    std::ranges::set_difference(before, after, std::back_inserter(result.removed));
    return result;
}

std::int64_t count_calls_of(database::Transaction& tx, const std::vector<AgentId>& agents) {
    std::int64_t calls = 0;
    for (const auto& agent : agents) calls += calls::count_calls(tx, agent);
    return calls;
}

}  // namespace

std::vector<std::string_view> list_changed_fields(const Member& before, const Member& after) {
    return changed_fields({{"name", before.name != after.name},
                           {"job_title", before.job_title != after.job_title},
                           {"role", before.role != after.role},
                           {"permissions", before.permissions != after.permissions},
                           {"agent_ids", before.agents != after.agents},
                           {"company_ids", before.companies != after.companies}});
}

MemberDifference difference_between(database::Transaction& tx, const Member& before, const Member& after) {
    MemberDifference result;
    result.fields = list_changed_fields(before, after);
    result.permissions = difference_of(set_of(before.permissions), set_of(after.permissions));
    result.agents = difference_of(assigned_agents(tx, before), assigned_agents(tx, after));
    const auto visible = difference_of(visible_agents(tx, before), visible_agents(tx, after));
    result.calls_shown = count_calls_of(tx, visible.added);
    result.calls_hidden = count_calls_of(tx, visible.removed);
    return result;
}

}  // namespace rollcall::members
