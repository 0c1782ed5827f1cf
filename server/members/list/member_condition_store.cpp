#include "members/list/member_condition_store.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "access/assignment_store.hpp"
#include "access/scope_store.hpp"
#include "members/member_limits.hpp"

namespace rollcall::members {

using database::ListQuery;
using database::SqlFragment;
using database::Transaction;

namespace {

// The filter is borrowed.
Condition status_condition(MemberStatus status, const Time& now) {
    switch (status) {
        case MemberStatus::active:
            return {{"m.suspended_at IS NULL AND i.member_id IS NULL"}, {}};
        case MemberStatus::invited:
            return {{"m.suspended_at IS NULL AND i.token_hash IS NOT NULL AND i.expires_at > ?", {now}},
                    {"SELECT member_id FROM invitations WHERE token_hash IS NOT NULL AND expires_at > ?", {now}}};
        case MemberStatus::invitation_expired:
            return {
                {"m.suspended_at IS NULL AND i.member_id IS NOT NULL AND (i.token_hash IS NULL OR i.expires_at <= ?)",
                 {now}},
                {"SELECT member_id FROM invitations WHERE token_hash IS NULL OR expires_at <= ?", {now}}};
        case MemberStatus::suspended:
            return {{"m.suspended_at IS NOT NULL"},
                    {"SELECT id AS member_id FROM members WHERE suspended_at IS NOT NULL"}};
    }
    throw std::logic_error("a status without a condition");
}

Condition role_condition(access::Role role) {
    if (role == access::Role::member) return {{"m.role = 'member'"}, {}};
    return {{"m.role = 'administrator'"}, {"SELECT id AS member_id FROM members WHERE role = 'administrator'"}};
}

/// As access::effective has it.
Condition permission_condition(access::Permission permission) {
    const auto bits = access::Permissions().with(permission, true).bits();
    std::string condition = "(m.role = 'administrator' OR (m.permissions & ?) <> 0)";
    if (permission == access::Permission::access_crm) {
        condition += " AND EXISTS (SELECT 1 FROM accounts WHERE crm_enabled = 1)";
    }
    return {{condition, {bits}}, {}};
}

/// For an agent or a company: administrators see each.
template <class SomeId>
Condition visibility_condition(const SomeId& id) {
    return {concat({{"m.role = 'administrator' OR "}, access::is_assigned_to("m.id", id)}),
            concat({access::members_with(id), {" UNION ALL SELECT id FROM members WHERE role = 'administrator'"}})};
}

Condition inactivity_condition(const Time& since) {
    return {{"CASE WHEN m.last_active_at = 0 THEN m.created_at ELSE m.last_active_at END < ?", {since}},
            {"SELECT id AS member_id FROM members "
             "WHERE CASE WHEN last_active_at = 0 THEN created_at ELSE last_active_at END < ?",
             {since}}};
}

}  // namespace

SqlFragment concat(std::initializer_list<SqlFragment> parts) {
    SqlFragment whole;
    for (const auto& [sql, values] : parts) {
        whole.sql += sql;
        whole.values.insert(whole.values.end(), values.begin(), values.end());
    }
    return whole;
}

std::vector<Condition> conditions_of(const MemberFilter& filter) {
    std::vector<Condition> conditions;
    if (filter.status) conditions.push_back(status_condition(*filter.status, filter.now));
    if (filter.role) conditions.push_back(role_condition(*filter.role));
    if (filter.permission) conditions.push_back(permission_condition(*filter.permission));
    if (filter.agent) conditions.push_back(visibility_condition(*filter.agent));
    if (filter.company) conditions.push_back(visibility_condition(*filter.company));
    if (filter.inactive_since) conditions.push_back(inactivity_condition(*filter.inactive_since));
    return conditions;
}

void add_filter_conditions(ListQuery& query, const std::vector<Condition>& conditions) {
    for (const auto& condition : conditions) query.where(condition.holds);
}

std::optional<SqlFragment> find_narrowest_condition(Transaction& tx, const std::vector<Condition>& conditions) {
    std::optional<SqlFragment> narrowest;
    auto least = max_candidates + 1;
    for (const auto& [holds, members] : conditions) {
        if (members.sql.empty()) continue;
        const ListQuery query("", fmt::format("({}) candidates", members.sql), "", members.values);
        const auto count = query.count_up_to(tx, least);
        if (count >= least) continue;
        least = count;
        narrowest = members;
    }
    return narrowest;
}

}  // namespace rollcall::members
