#include "members/member_changes.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "calls/intake/agent_day_store.hpp"
#include "core/changed_fields.hpp"
#include "core/field_check.hpp"

namespace rollcall::members {

namespace {

template <class SomeId>
std::vector<SomeId> sorted_once(std::vector<SomeId> ids) {
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    return ids;
}

std::set<AgentId> agents_in_sight(database::Transaction& tx, const Member& member) {
    std::set<AgentId> agents(member.agents.begin(), member.agents.end());
    for (const auto& company : member.companies) {
        const auto ids = agents_of(tx, company);
        agents.insert(ids.begin(), ids.end());
    }
    return agents;
}

// Administrators see every agent, whatever is assigned to them.
std::set<AgentId> agents_seen(database::Transaction& tx, const Member& member) {
    if (member.role != access::Role::administrator) return agents_in_sight(tx, member);
    const auto all = all_agents(tx);
    return {all.begin(), all.end()};
}

template <class Item>
Difference<Item> difference_of(const std::set<Item>& before, const std::set<Item>& after) {
    Difference<Item> result;
    std::ranges::set_difference(after, before, std::back_inserter(result.added));
    std::ranges::set_difference(before, after, std::back_inserter(result.removed));
    return result;
}

std::int64_t calls_of(database::Transaction& tx, const std::vector<AgentId>& agents) {
    std::int64_t calls = 0;
    for (const auto& agent : agents) calls += calls::count_calls(tx, agent);
    return calls;
}

std::set<access::Permission> as_set(access::Permissions permissions) {
    std::set<access::Permission> set;
    for (const auto& text : access::permission_texts) {
        if (permissions.has(text.permission)) set.insert(text.permission);
    }
    return set;
}

}  // namespace

Member changed_member(const Member& member, const UpdateMember& input) {
    auto changed = member;
    FieldCheck check;
    if (input.name.is_present()) changed.name = check.name("name", input.name.value().value_or(""));
    if (input.job_title.is_present()) changed.job_title = check.optional_line("job_title", input.job_title.value());
    changed.role = input.role.value_or(member.role);
    for (const auto& [permission, on] : input.permissions) {
        changed.permissions = changed.permissions.with(permission, on);
    }
    if (input.agent_ids) changed.agents = sorted_once(*input.agent_ids);
    if (input.company_ids) changed.companies = sorted_once(*input.company_ids);
    check.finish();
    return changed;
}

MemberDifference difference(database::Transaction& tx, const Member& before, const Member& after) {
    MemberDifference result;
    result.fields = changed_fields({{"name", before.name != after.name},
                                    {"job_title", before.job_title != after.job_title},
                                    {"role", before.role != after.role},
                                    {"permissions", before.permissions != after.permissions},
                                    {"agent_ids", before.agents != after.agents},
                                    {"company_ids", before.companies != after.companies}});
    result.permissions = difference_of(as_set(before.permissions), as_set(after.permissions));
    result.agents = difference_of(agents_in_sight(tx, before), agents_in_sight(tx, after));
    const auto seen = difference_of(agents_seen(tx, before), agents_seen(tx, after));
    result.calls_shown = calls_of(tx, seen.added);
    result.calls_hidden = calls_of(tx, seen.removed);
    return result;
}

}  // namespace rollcall::members
