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

BOOST_DESCRIBE_ENUM(Status, active, suspended)

/// A member as lists show him or her.
struct SummaryBody {
    MemberId id;
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    access::Role role;
    Status status;
    access::Permissions permissions;
    Time created_at;
    std::optional<Time> last_active_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(SummaryBody, (),
                      (id, email, name, job_title, role, status, permissions, created_at, last_active_at, can, etag))

/// One member with the assignments.
struct MemberBody : SummaryBody {
    std::vector<AgentId> agent_ids;
    std::vector<CompanyId> company_ids;
};
BOOST_DESCRIBE_STRUCT(MemberBody, (SummaryBody), (agent_ids, company_ids))

SummaryBody present(const MemberSummary& member, const access::Caller& caller);
MemberBody present(const Member& member, const access::Caller& caller);

}  // namespace rollcall::members
