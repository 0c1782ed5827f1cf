#pragma once

#include <optional>
#include <string_view>

#include "access/caller.hpp"
#include "access/permissions.hpp"
#include "core/clock.hpp"
#include "database/statement_builder.hpp"

/// Which agents and companies a caller has access to, as parts of a query. Only this store and assignment_store.cpp
/// name the tables of assignments: every scoped list, object, count, sum, export and stream takes its scope from here
/// (M20).
namespace rollcall::access {

/// The ids of the agents, or of the companies, that a caller has access to. Borrows from the caller.
class Scope {
public:
    /// Whether it is all there are: no condition is needed then.
    bool is_everything() const { return is_everything_ && !is_empty_; }

    /// `SELECT agent_id ...` or `SELECT company_id ...`, each id once or more often.
    database::SqlFragment select() const;

    /// A condition for a list: the id in `column` ("a.id") is among them. The scope is read once.
    database::SqlFragment includes(std::string_view column) const;

    /// The same condition for one row, or few: asks for that one id, whatever the size of the scope.
    database::SqlFragment contains(std::string_view column) const;

private:
    enum class Kind { agents, companies };
    Scope(Kind kind, const Caller& caller, bool is_everything, bool is_empty)
        : kind_(kind), member_(caller.member), is_everything_(is_everything), is_empty_(is_empty) {}

    friend Scope agents_with(const Caller& caller, std::optional<Permission> permission, Time now);
    friend Scope companies_with(const Caller& caller, std::optional<Permission> permission, Time now);

    Kind kind_;
    const MemberId& member_;
    bool is_everything_;
    bool is_empty_;
};

/// The agents on which the caller has the permission at `now`; without one, those that he or she may see. Today a
/// member has the same permissions on every assigned agent, without an end.
Scope agents_with(const Caller& caller, std::optional<Permission> permission, Time now);

/// The companies likewise: the assigned ones, and those that own an assigned agent.
Scope companies_with(const Caller& caller, std::optional<Permission> permission, Time now);

/// The other way round: `SELECT member_id ...`, the members to whom the agent, or the company, is assigned in any way,
/// each once or more often. Administrators are not among them.
database::SqlFragment members_with(const AgentId& agent);
database::SqlFragment members_with(const CompanyId& company);

/// A condition: the member with the id in `column` is one of `members_with`. Asks for that one member.
database::SqlFragment is_assigned_to(std::string_view column, const AgentId& agent);
database::SqlFragment is_assigned_to(std::string_view column, const CompanyId& company);

}  // namespace rollcall::access
