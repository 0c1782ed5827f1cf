#include "access/assignment_store.hpp"

namespace rollcall::access {

namespace {

constexpr auto select_agents = "SELECT agent_id FROM agent_assignments WHERE member_id = $1 ORDER BY agent_id";
constexpr auto select_companies = "SELECT company_id FROM company_assignments WHERE member_id = $1 ORDER BY company_id";
constexpr auto select_agent_names = R"(
    SELECT a.name FROM agent_assignments aa JOIN agents a ON a.id = aa.agent_id
    WHERE aa.member_id = $1 ORDER BY a.name_folded, a.id)";
constexpr auto select_company_names = R"(
    SELECT c.name FROM company_assignments ca JOIN companies c ON c.id = ca.company_id
    WHERE ca.member_id = $1 ORDER BY c.name_folded, c.id)";
// Not of member_agents, which gives an agent twice that is assigned in two ways: UNION finds each of the two parts by
// the member, in the order of ids.
constexpr auto count_agents = R"(
    SELECT count(*) FROM (
        SELECT agent_id FROM agent_assignments WHERE member_id = $1
        UNION
        SELECT a.id FROM company_assignments ca JOIN agents a ON a.company_id = ca.company_id WHERE ca.member_id = $1
    ) assigned)";

constexpr auto summary_columns = R"(
    assigned_agents = (
        SELECT count(*) FROM agent_assignments aa WHERE aa.member_id = members.id AND aa.agent_id <> ?),
    assigned_companies = (
        SELECT count(*) FROM company_assignments ca WHERE ca.member_id = members.id AND ca.company_id <> ?),
    first_company = (
        SELECT c.name FROM company_assignments ca JOIN companies c ON c.id = ca.company_id
        WHERE ca.member_id = members.id AND ca.company_id <> ? ORDER BY c.name_folded, c.id LIMIT 1),
    second_company = (
        SELECT c.name FROM company_assignments ca JOIN companies c ON c.id = ca.company_id
        WHERE ca.member_id = members.id AND ca.company_id <> ? ORDER BY c.name_folded, c.id LIMIT 1 OFFSET 1))";

// The update that changes nothing counts as a row, which tells a known id from an unknown one.
constexpr auto insert_agent = R"(
    INSERT INTO agent_assignments (member_id, agent_id)
    SELECT $1, id FROM agents WHERE id = $2
    ON CONFLICT (member_id, agent_id) DO UPDATE SET agent_id = excluded.agent_id)";
constexpr auto insert_company = R"(
    INSERT INTO company_assignments (member_id, company_id)
    SELECT $1, id FROM companies WHERE id = $2
    ON CONFLICT (member_id, company_id) DO UPDATE SET company_id = excluded.company_id)";
constexpr auto delete_agent = "DELETE FROM agent_assignments WHERE member_id = $1 AND agent_id = $2";
constexpr auto delete_company = "DELETE FROM company_assignments WHERE member_id = $1 AND company_id = $2";

template <class SomeId>
SomeId read_id(const database::Row& row) {
    return row.id<SomeId>(0);
}

std::string read_name(const database::Row& row) { return row.text(0); }

}  // namespace

std::vector<AgentId> list_assigned_agents(database::Transaction& tx, const MemberId& member) {
    return tx.all(select_agents, read_id<AgentId>, member);
}

std::vector<CompanyId> list_assigned_companies(database::Transaction& tx, const MemberId& member) {
    return tx.all(select_companies, read_id<CompanyId>, member);
}

std::vector<std::string> list_assigned_agent_names(database::Transaction& tx, const MemberId& member) {
    return tx.all(select_agent_names, read_name, member);
}

std::vector<std::string> list_assigned_company_names(database::Transaction& tx, const MemberId& member) {
    return tx.all(select_company_names, read_name, member);
}

database::SqlFragment assignment_summary_columns(std::string_view deleted_agent, std::string_view deleted_company) {
    return {summary_columns, {deleted_agent, deleted_company, deleted_company, deleted_company}};
}

std::int64_t count_agents_of_member(database::Transaction& tx, const MemberId& member) {
    return tx
        .first(
            count_agents, [](const database::Row& row) { return row.integer(0); }, member)
        .value();
}

bool insert_assignment_row(database::Transaction& tx, const MemberId& member, const AgentId& agent) {
    return tx.execute(insert_agent, member, agent) == 1;
}

bool insert_assignment_row(database::Transaction& tx, const MemberId& member, const CompanyId& company) {
    return tx.execute(insert_company, member, company) == 1;
}

void delete_assignment_row(database::Transaction& tx, const MemberId& member, const AgentId& agent) {
    tx.execute_later(delete_agent, member, agent);
}

void delete_assignment_row(database::Transaction& tx, const MemberId& member, const CompanyId& company) {
    tx.execute_later(delete_company, member, company);
}

database::SqlFragment members_assigned_directly(const AgentId& agent) {
    return {"SELECT member_id FROM agent_assignments WHERE agent_id = ?", {agent}};
}

database::SqlFragment members_assigned_directly(const CompanyId& company) {
    return {"SELECT member_id FROM company_assignments WHERE company_id = ?", {company}};
}

database::SqlFragment is_assigned_other_agents(const CompanyId& company, const AgentId& agent) {
    return {
        "EXISTS (SELECT 1 FROM agent_assignments s JOIN agents a ON a.id = s.agent_id"
        " WHERE s.member_id = m.id AND a.company_id = ? AND a.id <> ?)",
        {company, agent}};
}

}  // namespace rollcall::access
