#pragma once

#include <optional>
#include <string>

#include "access/permissions.hpp"
#include "members/member_store.hpp"

namespace rollcall::members {

/// Which members: all that is given must hold.
struct MemberFilter {
    std::optional<std::string> search;  ///< each of its words is part of the name or the e-mail
    std::optional<Status> status;
    std::optional<access::Role> role;
    std::optional<access::Permission> permission;  ///< who has it: administrators have all
    std::optional<AgentId> agent;                  ///< who may see it, by whatever way
    std::optional<CompanyId> company;              ///< who may see it, by whatever way
    std::optional<Time> inactive_since;            ///< last active before; who never was counts from creation
    Time now{};                                    ///< when an invitation is one that has expired
};

inline constexpr database::SortColumn member_sorts[] = {
    {"name", "m.name_folded"},
    {"email", "m.email_folded"},
    {"created_at", "m.created_at", database::SortColumn::Type::integer},
    {"last_active_at", "m.last_active_at", database::SortColumn::Type::integer},
};

/// The order of a search, ascending only: first those whose name begins with what is looked for, then those in whom
/// each word begins a word, then the others; each by name.
inline constexpr database::SortColumn best_match{"best_match", "found.rank"};

/// A page of the members that fit. To be sorted by `best_match` there must be a search.
database::Page<MemberSummary> list(database::Transaction& tx, const MemberFilter& filter,
                                   const database::PageRequest& request);

/// Whether there is such an agent or company to filter by.
bool is_there(database::Transaction& tx, const AgentId& agent);
bool is_there(database::Transaction& tx, const CompanyId& company);

}  // namespace rollcall::members
