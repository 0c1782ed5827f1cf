#include "members/member_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/answer.hpp"
#include "core/error.hpp"
#include "members/invitations/invitations.hpp"
#include "members/member_body.hpp"
#include "members/members.hpp"
#include "outbox/worker.hpp"

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

NewMember input_of(const CreateMemberBody& body) {
    if (body.send_invitation && body.password) {
        throw Error::invalid("password", "Who is invited chooses the password. Leave it out.");
    }
    if (!body.send_invitation && !body.password) throw Error::invalid("password", "This is required.");
    return {
        .email = body.email,
        .name = body.name,
        .job_title = body.job_title,
        .role = body.role.value_or(access::Role::member),
        .permissions = body.permissions.value_or(api::PermissionChanges{}).applied_to({}),
        .agent_ids = body.agent_ids.value_or(std::vector<AgentId>{}),
        .company_ids = body.company_ids.value_or(std::vector<CompanyId>{}),
    };
}

}  // namespace

http::Response create(const api::Request& request, api::Services& services) {
    const auto body = request.body<CreateMemberBody>();
    const auto input = input_of(body);
    const auto member = body.send_invitation
                            ? invite_member(services.database, services.clock, services.key, request.caller(), input)
                            : create_member(services.database, services.clock, services.passwords, request.caller(),
                                            input, *body.password);
    if (body.send_invitation) services.outbox.wake();
    return api::created("/api/v1/members/" + member.id.text(), present(member, request.caller(), services.clock.now()));
}

http::Response show(const api::Request& request, api::Services& services) {
    const auto member =
        services.database.read([&](database::Transaction& tx) { return find(tx, request.id<MemberId>()); });
    if (!member) throw Error::not_found();
    return api::ok(present(*member, request.caller(), services.clock.now()));
}

}  // namespace rollcall::members
