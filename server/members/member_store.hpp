#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "core/etag.hpp"
#include "database/page.hpp"

namespace rollcall::members {

/// What lists show of a member.
struct MemberSummary {
    MemberId id;
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role = access::Role::member;
    access::Permissions permissions;  ///< as stored: an administrator's own switches do not matter
    Time created_at;
    std::optional<Time> last_active_at;  ///< at most a minute behind
    Version version = 1;
};

/// A member with everything that he or she is assigned to.
struct Member : MemberSummary {
    std::vector<AgentId> agents;        ///< assigned one by one
    std::vector<CompanyId> companies;   ///< assigned with all their agents, also later ones
};

inline constexpr database::SortColumn member_sorts[] = {
    {"name", "m.name_folded"},
    {"email", "m.email_folded"},
    {"created_at", "m.created_at", database::SortColumn::Type::integer},
    {"last_active_at", "m.last_active_at", database::SortColumn::Type::integer},
};

database::Page<MemberSummary> list(database::Transaction& tx, const database::PageRequest& request);

/// Nothing for an unknown id.
std::optional<Member> find(database::Transaction& tx, const MemberId& id);

enum class Inserted { yes, email_taken };

/// Stores a new member without any assignment.
Inserted insert(database::Transaction& tx, const MemberSummary& member, const std::string& password_hash);

enum class Assigned { yes, not_there };

/// Assigns an agent or a company. To assign what is assigned already changes nothing.
Assigned assign(database::Transaction& tx, const MemberId& member, const AgentId& agent);
Assigned assign(database::Transaction& tx, const MemberId& member, const CompanyId& company);

}  // namespace rollcall::members
