#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/assignment_store.hpp"
#include "access/member_row_store.hpp"
#include "core/etag.hpp"
#include "database/page.hpp"
#include "members/list/search_store.hpp"
#include "outbox/outbox_store.hpp"

namespace rollcall::members {

enum class MemberStatus { active, invited, invitation_expired, suspended };
BOOST_DESCRIBE_ENUM(MemberStatus, active, invited, invitation_expired, suspended)

/// The invitation of a member who has not accepted it yet.
struct InvitationState {
    bool is_pending = false;         ///< false for a member who has a password: nothing else is set then
    std::optional<Time> expires_at;  ///< nothing once it is revoked
    std::optional<MailId> mail_id;   ///< the email with the newest link; nothing where there is none
    std::optional<outbox::EmailState> mail_state;
    std::optional<std::string> mail_reason;
};
BOOST_DESCRIBE_STRUCT(InvitationState, (), (is_pending, expires_at, mail_id, mail_state, mail_reason))

/// What lists show of a member. The permissions are those that are stored: an administrator's own do not matter.
struct MemberSummary : access::MemberRow {
    std::optional<Time> last_active_at;  ///< at most a minute behind
    bool is_suspended = false;
    InvitationState invitation;
    std::optional<std::string> picture;  ///< its version; not covered by the member's version
    Version version = 1;
    access::AssignmentSummary assignments;
};
BOOST_DESCRIBE_STRUCT(MemberSummary, (access::MemberRow),
                      (last_active_at, is_suspended, invitation, picture, version, assignments))

/// A member with everything that is assigned to him or her.
struct Member : MemberSummary {
    std::vector<AgentId> agents;       ///< assigned one by one
    std::vector<CompanyId> companies;  ///< assigned with all their agents, also later ones
};

/// The columns that `read_member_summary` reads, and the tables that they are in: a member `m`, with the invitation
/// `i`.
const std::string& summary_columns();
extern const std::string_view summary_tables;
MemberSummary read_member_summary(const database::Row& row);

MemberStatus member_status(const MemberSummary& member, Time now);

/// Nothing for an unknown id.
std::optional<MemberSummary> find_member_summary(database::Transaction& tx, const MemberId& id);
std::optional<Member> find_member(database::Transaction& tx, const MemberId& id);

/// A member to be stored, with everything about the row that can be computed before the write.
struct PreparedMember {
    access::MemberRow row;
    access::FoldedMember folded;
    SearchTexts search_texts;
};
PreparedMember prepare_member(access::MemberRow member);

/// These write the row of the member and what the search finds him or her by. The first two are false, and nothing is
/// stored, where the email has a member already.
[[nodiscard]] bool insert_searchable_member(database::Transaction& tx, const PreparedMember& member,
                                            std::string_view password_hash);
[[nodiscard]] bool insert_searchable_member(database::Transaction& tx, const access::MemberRow& member,
                                            std::string_view password_hash);
void update_searchable_member(database::Transaction& tx, const access::MemberRow& member);
void delete_searchable_member(database::Transaction& tx, const MemberId& id);

/// At most `limit` with larger ids, in the order of the ids.
std::vector<MemberId> list_member_ids_after(database::Transaction& tx, const MemberId& id, std::int64_t limit);

/// Whether anybody can administer the account: a suspended or invited administrator cannot.
bool has_active_administrator(database::Transaction& tx);

/// All agents, and those of a company.
std::vector<AgentId> list_agent_ids(database::Transaction& tx);
std::vector<AgentId> list_agent_ids(database::Transaction& tx, const CompanyId& company);

}  // namespace rollcall::members
