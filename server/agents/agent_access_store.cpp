#include "agents/agent_access_store.hpp"

#include <fmt/format.h>

#include "access/assignment_store.hpp"
#include "access/permissions_column.hpp"
#include "access/scope_store.hpp"
#include "database/described_row.hpp"

namespace rollcall::agents {

namespace {

/// A member as it is read. The agent is assigned where the member is no administrator.
struct AccessRow {
    MemberId id;
    std::string name;
    std::optional<std::string> picture;
    access::Role role = access::Role::member;
    access::Permissions permissions;
    bool crm_enabled = false;
    bool has_company = false;
    bool has_password = false;
    bool is_suspended = false;
};
BOOST_DESCRIBE_STRUCT(AccessRow, (),
                      (id, name, picture, role, permissions, crm_enabled, has_company, has_password, is_suspended))

const auto columns =
    database::columns_of<AccessRow>("m", {{"crm_enabled", "account.crm_enabled"},
                                          {"has_company", "CASE WHEN with_company.member_id IS NULL THEN 0 ELSE 1 END"},
                                          {"has_password", "CASE WHEN m.password_hash = '' THEN 0 ELSE 1 END"},
                                          {"is_suspended", "CASE WHEN m.suspended_at IS NULL THEN 0 ELSE 1 END"}});

AccessReason reason_for(const AccessRow& row) {
    if (row.role == access::Role::administrator) return AccessReason::administrator;
    return row.has_company ? AccessReason::company : AccessReason::agent;
}

AccessState state_of(const AccessRow& row) {
    if (row.is_suspended) return AccessState::suspended;
    return row.has_password ? AccessState::active : AccessState::invited;
}

MemberAccess access_of(AccessRow row) {
    return {.id = std::move(row.id),
            .name = std::move(row.name),
            .picture = std::move(row.picture),
            .role = row.role,
            .permissions = access::effective(row.role, row.permissions, row.crm_enabled),
            .because = reason_for(row),
            .state = state_of(row)};
}

}  // namespace

database::Page<MemberAccess> list_member_access(database::Transaction& tx, const AgentId& agent,
                                                const CompanyId& company, const database::PageRequest& request) {
    const auto assigned = access::members_with(agent);
    const auto of_company = access::members_assigned_directly(company);
    const auto from = fmt::format(R"((SELECT id AS member_id FROM members WHERE role = 'administrator' UNION {}) holder
        CROSS JOIN members m CROSS JOIN accounts account
        LEFT JOIN ({}) with_company ON with_company.member_id = m.id)",
                                  assigned.sql, of_company.sql);
    auto values = assigned.values;
    values.insert(values.end(), of_company.values.begin(), of_company.values.end());
    database::ListQuery query(columns, from, "m.id", values);
    query.where("m.id = holder.member_id");
    return query.page(tx, request,
                      [](const database::Row& row) { return access_of(database::read_row<AccessRow>(row)); });
}

}  // namespace rollcall::agents
