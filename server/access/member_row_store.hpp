#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "access/assignment_store.hpp"
#include "access/caller.hpp"
#include "database/statement_builder.hpp"

/// Writes the table `members`, for every feature that changes something about a member; no other file does. Names and
/// emails are also in the search: members/member_store.hpp writes both.
namespace rollcall::access {

struct MemberRow {
    MemberId id;
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    Role role = Role::member;
    Permissions permissions;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(MemberRow, (), (id, email, name, job_title, role, permissions, created_at))

/// By what a member is sorted, and an email is found. Made before the write, since it takes ICU.
struct FoldedMember {
    std::string name;
    std::string email;
};
FoldedMember fold_member(const MemberRow& member);

/// Without a password where `password_hash` is empty. False, and nothing stored, where the email has a member already.
[[nodiscard]] bool insert_member_row(database::Transaction& tx, const MemberRow& member, const FoldedMember& folded,
                                     std::string_view password_hash);
[[nodiscard]] bool insert_member_row(database::Transaction& tx, const MemberRow& member,
                                     std::string_view password_hash);

/// False for an unknown member.
bool is_administrator(database::Transaction& tx, const MemberId& id);

/// Stores name, job title, role and permissions, and raises the version.
void update_member_row(database::Transaction& tx, const MemberRow& member);

/// Suspends the member, or restores him or her where there is no time; raises the version.
void update_member_suspension(database::Transaction& tx, const MemberId& id, std::optional<Time> suspended_at);

/// Stores a password, whatever was there before, and whether the member has to choose another one at the next sign-in;
/// raises the version.
void update_member_password(database::Transaction& tx, const MemberId& id, std::string_view password_hash,
                            bool must_change);

/// Stores a new hash in place of `previous_hash`. False where the member has another one meanwhile, or is suspended.
[[nodiscard]] bool replace_member_password(database::Transaction& tx, const MemberId& id,
                                           std::string_view previous_hash, std::string_view new_hash);

/// Notes that the member is active.
void update_member_activity(database::Transaction& tx, const MemberId& id, Time now);

/// Stores the version of the picture; nothing for none. It does not count as a change of the member: who edits one at
/// the same time is not refused.
void update_member_picture(database::Transaction& tx, const MemberId& id, const std::optional<std::string>& picture);

/// Deletes the member with all assignments, sessions and whatever else belongs to him or her alone.
void delete_member_row(database::Transaction& tx, const MemberId& id);

/// Raises the version of these members (`SELECT member_id ...`): their assignments have changed, so an edit that began
/// before is refused (ExpectedVersion).
void raise_member_versions(database::Transaction& tx, const database::SqlFragment& members);

/// To be called after a change of the member's assignments, or of the company's name.
AssignmentSummary update_assignment_summary(database::Transaction& tx, const MemberId& member);
void update_assignment_summaries(database::Transaction& tx, const CompanyId& company);

/// To be called before the agent or the company is deleted, and its assignments with it.
void update_assignment_summaries_without(database::Transaction& tx, const AgentId& agent);
void update_assignment_summaries_without(database::Transaction& tx, const CompanyId& company);

/// For database::refold_rows.
std::string refold_member_names(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::access
