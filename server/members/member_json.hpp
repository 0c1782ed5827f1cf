#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/access_json.hpp"
#include "members/member_store.hpp"

namespace rollcall::members {

BOOST_DESCRIBE_ENUM(Status, active, invited, invitation_expired, suspended)

struct DeliveryBody {
    std::string state;
    std::optional<std::string> reason;
    std::optional<MailId> mail_id;
};
BOOST_DESCRIBE_STRUCT(DeliveryBody, (), (state, reason, mail_id))

struct InvitationBody {
    std::optional<Time> expires_at;
    DeliveryBody delivery;
};
BOOST_DESCRIBE_STRUCT(InvitationBody, (), (expires_at, delivery))

/// A member as lists show him or her.
struct SummaryBody {
    MemberId id;
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role;
    Status status;
    std::optional<InvitationBody> invitation;
    access::Permissions permissions;
    Time created_at;
    std::optional<Time> last_active_at;
    std::optional<std::string> picture_url;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(SummaryBody, (),
                      (id, email, name, job_title, role, status, invitation, permissions, created_at, last_active_at,
                       picture_url, can, etag))

/// One member with the assignments.
struct MemberBody : SummaryBody {
    std::vector<AgentId> agent_ids;
    std::vector<CompanyId> company_ids;
};
BOOST_DESCRIBE_STRUCT(MemberBody, (SummaryBody), (agent_ids, company_ids))

/// As `caller` sees the member at `now`.
SummaryBody present(const MemberSummary& member, const access::Caller& caller, Time now);
MemberBody present(const Member& member, const access::Caller& caller, Time now);

}  // namespace rollcall::members
