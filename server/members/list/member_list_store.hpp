#pragma once

#include <optional>
#include <string>

#include "access/permissions.hpp"
#include "members/member_store.hpp"

namespace rollcall::members {

/// Which members: those that match all that is given.
struct MemberFilter {
    std::optional<std::string> search;  ///< each of its words is part of the name, the email or the job title
    std::optional<MemberStatus> status;
    std::optional<access::Role> role;
    std::optional<access::Permission> permission;  ///< members who have it: administrators have all
    std::optional<AgentId> agent;                  ///< members who see it, by whatever assignment
    std::optional<CompanyId> company;              ///< members who see it, by whatever assignment
    std::optional<Time> inactive_since;            ///< last active before; without any activity, created before
    Time now{};                                    ///< decides whether an invitation has expired
};

inline constexpr database::SortColumn member_sorts[] = {
    {"name", "m.name_folded"},
    {"email", "m.email_folded"},
    {"created_at", "m.created_at", database::SortColumn::Type::integer},
    {"last_active_at", "m.last_active_at", database::SortColumn::Type::integer},
};

/// The order of a search, ascending only: first the members whose name begins with the search, then those in whose
/// name, email or job title each word begins a word, then the others; each by name.
inline constexpr database::SortColumn best_match{"best_match", ""};

class SearchMemory;

/// A page of the members that match. To be sorted by `best_match` there must be a search. Without `memory` a search of
/// a small account reads all members, with the same result.
database::Page<MemberSummary> list_members(database::Transaction& tx, const MemberFilter& filter,
                                           const database::PageRequest& request, SearchMemory* memory = nullptr);

/// A member with the names of what is assigned.
struct ExportedMember : MemberSummary {
    std::vector<std::string> agents;     ///< assigned one by one
    std::vector<std::string> companies;  ///< assigned with all their agents, also later ones
};

/// As `list_members`.
database::Page<ExportedMember> list_members_for_export(database::Transaction& tx, const MemberFilter& filter,
                                                       const database::PageRequest& request,
                                                       SearchMemory* memory = nullptr);

/// Whether there is such an agent or company to filter by.
bool has_agent(database::Transaction& tx, const AgentId& agent);
bool has_company(database::Transaction& tx, const CompanyId& company);

}  // namespace rollcall::members
