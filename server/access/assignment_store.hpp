#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "database/statement_builder.hpp"

/// Assignments: they give a member access to one agent, or to all agents of a company, also later ones.
namespace rollcall::access {

/// What is assigned to the member one by one, and as whole companies, in the order of the ids.
std::vector<AgentId> list_assigned_agents(database::Transaction& tx, const MemberId& member);
std::vector<CompanyId> list_assigned_companies(database::Transaction& tx, const MemberId& member);

/// Their names, in the order of names.
std::vector<std::string> list_assigned_agent_names(database::Transaction& tx, const MemberId& member);
std::vector<std::string> list_assigned_company_names(database::Transaction& tx, const MemberId& member);

/// What is assigned to a member, in short. It is kept in the member's row, so that lists read nothing else for it.
struct AssignmentSummary {
    std::int64_t assigned_agents = 0;          ///< one by one
    std::int64_t assigned_companies = 0;       ///< with all their agents
    std::optional<std::string> first_company;  ///< the names of the first two of these, in the order of names
    std::optional<std::string> second_company;
};
BOOST_DESCRIBE_STRUCT(AssignmentSummary, (), (assigned_agents, assigned_companies, first_company, second_company))

/// The same as columns of an UPDATE of `members`. Without an agent and a company that are about to be deleted.
database::SqlFragment assignment_summary_columns(std::string_view deleted_agent = {},
                                                 std::string_view deleted_company = {});

/// How many agents the member sees, by whatever assignments.
std::int64_t count_agents_of_member(database::Transaction& tx, const MemberId& member);

/// Assigns an agent or a company. What is assigned already stays. False where there is no such agent or company.
bool insert_assignment_row(database::Transaction& tx, const MemberId& member, const AgentId& agent);
bool insert_assignment_row(database::Transaction& tx, const MemberId& member, const CompanyId& company);

/// Deletes an assignment, where there is one.
void delete_assignment_row(database::Transaction& tx, const MemberId& member, const AgentId& agent);
void delete_assignment_row(database::Transaction& tx, const MemberId& member, const CompanyId& company);

/// `SELECT member_id ...`: the members to whom the agent is assigned by itself, or the whole company.
database::SqlFragment members_assigned_directly(const AgentId& agent);
database::SqlFragment members_assigned_directly(const CompanyId& company);

/// A condition on a member `m`: whether an agent of the company other than this one is assigned by itself.
database::SqlFragment is_assigned_other_agents(const CompanyId& company, const AgentId& agent);

}  // namespace rollcall::access
