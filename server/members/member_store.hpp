#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "core/etag.hpp"
#include "database/page.hpp"

namespace rollcall::members {

enum class Status { active, invited, invitation_expired, suspended };

/// How it stands with a member who has not accepted yet.
struct Invitation {
    std::optional<Time> expires_at;  ///< nothing once it is revoked
    std::optional<MailId> mail;      ///< that holds the newest link; nothing where there is none
    std::string mail_state;          ///< of that mail: see outbox/outbox_store.hpp
    std::optional<std::string> mail_reason;
};

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
    bool suspended = false;
    std::optional<Invitation> invitation;  ///< nothing for who has a password
    std::optional<std::string> picture;    ///< its version; no part of the member's own
    Version version = 1;
};

/// A member with everything that he or she is assigned to.
struct Member : MemberSummary {
    std::vector<AgentId> agents;       ///< assigned one by one
    std::vector<CompanyId> companies;  ///< assigned with all their agents, also later ones
};

/// What a statement selects, and from where, to `read_summary` of a member `m` from its first columns.
extern const std::string_view summary_columns;
extern const std::string_view summary_tables;
MemberSummary read_summary(const database::Row& row);

/// Nothing for an unknown id.
std::optional<Member> find(database::Transaction& tx, const MemberId& id);

enum class Inserted { yes, email_taken };

/// Stores a new member without any assignment.
Inserted insert(database::Transaction& tx, const MemberSummary& member, const std::string& password_hash);

/// Stores name, job title, role and permissions, and raises the version.
void update(database::Transaction& tx, const MemberSummary& member);

/// Suspends the member from `now` on, or restores them; raises the version.
void set_suspended(database::Transaction& tx, const MemberId& id, std::optional<Time> since);

/// Deletes the member with all assignments.
void remove(database::Transaction& tx, const MemberId& id);

/// Whether anybody can still administer the account: whoever is suspended, or has yet to accept, cannot.
bool has_active_administrator(database::Transaction& tx);

enum class Assigned { yes, not_there };

/// Assigns an agent or a company. To assign what is assigned already changes nothing.
Assigned assign(database::Transaction& tx, const MemberId& member, const AgentId& agent);
Assigned assign(database::Transaction& tx, const MemberId& member, const CompanyId& company);

/// Takes an assignment away, where there is one.
void unassign(database::Transaction& tx, const MemberId& member, const AgentId& agent);
void unassign(database::Transaction& tx, const MemberId& member, const CompanyId& company);

std::vector<AgentId> all_agents(database::Transaction& tx);
/// The agents of a company.
std::vector<AgentId> agents_of(database::Transaction& tx, const CompanyId& company);

}  // namespace rollcall::members
