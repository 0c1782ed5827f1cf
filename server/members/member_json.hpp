#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/access_json.hpp"
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
    Time created_at;
    std::optional<Time> last_active_at;
    std::optional<std::string> picture_url;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(MemberSummaryBody, (),
                      (id, email, name, job_title, role, status, invitation, permissions, created_at, last_active_at,
                       picture_url, can, etag))

/// One member with the assignments.
struct MemberBody : MemberSummaryBody {
    std::vector<AgentId> agent_ids;
    std::vector<CompanyId> company_ids;
};
BOOST_DESCRIBE_STRUCT(MemberBody, (MemberSummaryBody), (agent_ids, company_ids))

/// As `caller` sees the member at `now`.
MemberSummaryBody present_member_summary(const MemberSummary& member, const access::Caller& caller, Time now);
MemberBody present_member(const Member& member, const access::Caller& caller, Time now);

}  // namespace rollcall::members
