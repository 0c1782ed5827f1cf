#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/access_json.hpp"
#include "members/invitations/invitations.hpp"
#include "members/member_store.hpp"

namespace rollcall::members {

struct InvitationEmailBody {
    std::string_view state;  ///< of the email, or "none"
    std::optional<std::string> reason;
    std::optional<MailId> mail_id;
};
BOOST_DESCRIBE_STRUCT(InvitationEmailBody, (), (state, reason, mail_id))

struct InvitationBody {
    std::optional<Time> expires_at;
    InvitationEmailBody delivery;
};
BOOST_DESCRIBE_STRUCT(InvitationBody, (), (expires_at, delivery))

/// Which agents a member has access to. For an administrator, who has access to all, the rest is empty.
struct MemberAccessBody {
    bool all_agents = false;
    std::vector<std::string> companies{};  ///< the names of the first two
    std::int64_t company_count = 0;
    std::int64_t agent_count = 0;  ///< assigned one by one
};
BOOST_DESCRIBE_STRUCT(MemberAccessBody, (), (all_agents, companies, company_count, agent_count))

/// A member as lists show him or her.
struct MemberSummaryBody {
    MemberId id;
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role;
    MemberStatus status;
    std::optional<InvitationBody> invitation;
    access::Permissions permissions;
    MemberAccessBody access;
    Time created_at;
    std::optional<Time> last_active_at;
    std::optional<std::string> picture_url;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(MemberSummaryBody, (),
                      (id, email, name, job_title, role, status, invitation, permissions, access, created_at,
                       last_active_at, picture_url, can, etag))

/// One member with the assignments.
struct MemberBody : MemberSummaryBody {
    std::vector<AgentId> agent_ids;
    std::vector<CompanyId> company_ids;
};
BOOST_DESCRIBE_STRUCT(MemberBody, (MemberSummaryBody), (agent_ids, company_ids))

struct InvitationLinkBody {
    std::optional<std::string> url;  ///< nothing where the link is sent by email
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(InvitationLinkBody, (), (url, expires_at))

/// A link to hand over: the only answer that has it.
InvitationLinkBody present_invitation_link(std::string_view address, const InvitationLink& link);

/// As `caller` sees the member at `now`.
MemberSummaryBody present_member_summary(const MemberSummary& member, const access::Caller& caller, Time now);
MemberBody present_member(const Member& member, const access::Caller& caller, Time now);

}  // namespace rollcall::members
