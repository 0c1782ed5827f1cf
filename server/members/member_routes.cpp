#include "members/member_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/answer.hpp"
#include "core/error.hpp"
#include "members/members.hpp"

namespace rollcall::members {

namespace {

struct CreateMemberBody {
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    std::optional<access::Role> role;
    std::optional<api::PermissionChanges> permissions;
    std::optional<std::vector<AgentId>> agent_ids;
    std::optional<std::vector<CompanyId>> company_ids;
    bool send_invitation = false;
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(CreateMemberBody, (),
                      (email, name, job_title, role, permissions, agent_ids, company_ids, send_invitation, password))

CreateMember input_of(const CreateMemberBody& body) {
    if (body.send_invitation) {
        throw Error::invalid("send_invitation", "This server cannot send invitations. Set a first password instead.");
    }
    if (!body.password) throw Error::invalid("password", "This is required.");
    return {
        .email = body.email,
        .name = body.name,
        .job_title = body.job_title,
        .role = body.role.value_or(access::Role::member),
        .permissions = body.permissions.value_or(api::PermissionChanges{}).applied_to({}),
        .agent_ids = body.agent_ids.value_or(std::vector<AgentId>{}),
        .company_ids = body.company_ids.value_or(std::vector<CompanyId>{}),
        .password = *body.password,
    };
}

enum class Status { active };
BOOST_DESCRIBE_ENUM(Status, active)

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

struct MemberBody : SummaryBody {
    std::vector<AgentId> agent_ids;
    std::vector<CompanyId> company_ids;
};
BOOST_DESCRIBE_STRUCT(MemberBody, (SummaryBody), (agent_ids, company_ids))

SummaryBody present_summary(const MemberSummary& member) {
    return {
        .id = member.id,
        .email = member.email,
        .name = member.name,
        .job_title = member.job_title,
        .role = member.role,
        .status = Status::active,
        .permissions = member.permissions,
        .created_at = member.created_at,
        .last_active_at = member.last_active_at,
        .can = {},
        .etag = etag(member.version),
    };
}

MemberBody present(const Member& member) { return {present_summary(member), member.agents, member.companies}; }

}  // namespace

http::Response list_members(const api::Request& request, api::Services& services) {
    const auto asked = request.list(
        {.sorts = member_sorts, .default_sort = "name", .total = api::ListOptions::Total::offered});
    const auto page = services.database.read([&](database::Transaction& tx) { return list(tx, asked.page); });
    return api::ok(page, present_summary);
}

http::Response create(const api::Request& request, api::Services& services) {
    const auto input = input_of(request.body<CreateMemberBody>());
    const auto member =
        create_member(services.database, services.clock, services.passwords, request.caller(), input);
    return api::created("/api/v1/members/" + member.id.text(), present(member));
}

http::Response show(const api::Request& request, api::Services& services) {
    const auto member =
        services.database.read([&](database::Transaction& tx) { return find(tx, request.id<MemberId>()); });
    if (!member) throw Error::not_found();
    return api::ok(present(*member));
}

}  // namespace rollcall::members
