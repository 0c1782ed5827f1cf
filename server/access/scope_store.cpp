#include "access/scope_store.hpp"

#include <fmt/format.h>

namespace rollcall::access {

// The views member_agents and member_companies join the assignments of single agents and of whole companies. No
// statement around a condition may name a table `scope_row`: the column would be taken for one of the view.

database::SqlFragment Scope::select() const {
    const bool is_agents = kind_ == Kind::agents;
    if (is_empty_)
        return {is_agents ? "SELECT id AS agent_id FROM agents WHERE FALSE"
                          : "SELECT id AS company_id FROM companies WHERE FALSE"};
    if (is_everything_)
        return {is_agents ? "SELECT id AS agent_id FROM agents" : "SELECT id AS company_id FROM companies"};
    return {is_agents ? "SELECT agent_id FROM member_agents WHERE member_id = ?"
                      : "SELECT company_id FROM member_companies WHERE member_id = ?",
            {member_}};
}

database::SqlFragment Scope::includes(std::string_view column) const {
    auto condition = select();
    condition.sql = fmt::format("{} IN ({})", column, condition.sql);
    return condition;
}

database::SqlFragment Scope::contains(std::string_view column) const {
    if (is_empty_) return {"FALSE"};
    if (is_everything_) return {"TRUE"};
    constexpr auto agent =
        "EXISTS (SELECT 1 FROM member_agents scope_row WHERE scope_row.member_id = ? AND scope_row.agent_id = {})";
    constexpr auto company =
        "EXISTS (SELECT 1 FROM member_companies scope_row WHERE scope_row.member_id = ? AND scope_row.company_id = {})";
    return {fmt::format(fmt::runtime(kind_ == Kind::agents ? agent : company), column), {member_}};
}

namespace {

bool has_none(const Caller& caller, std::optional<Permission> permission) {
    return permission && !caller.permissions.has(*permission);
}

}  // namespace

Scope agents_with(const Caller& caller, std::optional<Permission> permission, Time) {
    return {Scope::Kind::agents, caller, caller.is_administrator(), has_none(caller, permission)};
}

Scope companies_with(const Caller& caller, std::optional<Permission> permission, Time) {
    return {Scope::Kind::companies, caller, caller.is_administrator(), has_none(caller, permission)};
}

database::SqlFragment members_with(const AgentId& agent) {
    return {"SELECT member_id FROM member_agents WHERE agent_id = ?", {agent}};
}

database::SqlFragment members_with(const CompanyId& company) {
    return {"SELECT member_id FROM member_companies WHERE company_id = ?", {company}};
}

database::SqlFragment is_assigned_to(std::string_view column, const AgentId& agent) {
    return {
        fmt::format(
            "EXISTS (SELECT 1 FROM member_agents scope_row WHERE scope_row.member_id = {} AND scope_row.agent_id = ?)",
            column),
        {agent}};
}

database::SqlFragment is_assigned_to(std::string_view column, const CompanyId& company) {
    return {fmt::format("EXISTS (SELECT 1 FROM member_companies scope_row WHERE scope_row.member_id = {} AND "
                        "scope_row.company_id = ?)",
                        column),
            {company}};
}

}  // namespace rollcall::access
