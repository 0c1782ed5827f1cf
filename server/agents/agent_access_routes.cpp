#include "agents/agent_access_routes.hpp"

#include <boost/describe/class.hpp>

#include "agents/agent_access_store.hpp"
#include "agents/agents.hpp"
#include "api/access_json.hpp"
#include "api/picture_url.hpp"
#include "api/respond.hpp"

namespace rollcall::agents {

namespace {

struct AccessMemberBody {
    MemberId id;
    std::string name;
    std::optional<std::string> picture_url;
};
BOOST_DESCRIBE_STRUCT(AccessMemberBody, (), (id, name, picture_url))

struct AccessBody {
    AccessMemberBody member;
    access::Role role;
    AccessReason because;
    AccessState state;
    access::Permissions permissions;
};
BOOST_DESCRIBE_STRUCT(AccessBody, (), (member, role, because, state, permissions))

AccessBody present(const MemberAccess& access) {
    return {.member = {access.id, access.name, api::picture_url(access.id, access.picture)},
            .role = access.role,
            .because = access.because,
            .state = access.state,
            .permissions = access.permissions};
}

}  // namespace

http::Response handle_list_agent_access(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = access_sorts, .default_sort = "name", .offers_total = true});
    const auto context = request.context(services);
    const auto page = context.read([&](database::Transaction& tx) {
        const auto agent =
            require_agent(tx, context.caller, access::Action::view_agent_access, request.id<AgentId>(), context.now());
        return list_member_access(tx, agent.id, agent.company_id, list.page);
    });
    return api::respond_ok(page, present);
}

}  // namespace rollcall::agents
