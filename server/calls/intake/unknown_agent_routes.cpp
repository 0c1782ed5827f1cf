#include "calls/intake/unknown_agent_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "calls/intake/unknown_agent_store.hpp"
#include "calls/intake/unknown_agents.hpp"

namespace rollcall::calls {

BOOST_DESCRIBE_STRUCT(AssignUnknownAgent, (), (agent_id))

namespace {

struct UnknownAgentBody {
    UnknownAgentId id;
    ConnectionId connection_id;
    std::string connection_name;
    std::string platform;
    std::string external_id;
    std::optional<std::string> name;
    std::int64_t calls;
    Time first_call_at;
    Time last_call_at;
    std::vector<std::string_view> can;
};
BOOST_DESCRIBE_STRUCT(UnknownAgentBody, (),
                      (id, connection_id, connection_name, platform, external_id, name, calls, first_call_at,
                       last_call_at, can))

struct AssignmentBody {
    AgentId agent_id;
    std::int64_t calls;
};
BOOST_DESCRIBE_STRUCT(AssignmentBody, (), (agent_id, calls))

UnknownAgentBody present(const UnknownAgent& agent, const access::Caller& caller) {
    return {
        .id = agent.id,
        .connection_id = agent.external_id.connection_id,
        .connection_name = agent.connection_name,
        .platform = agent.platform,
        .external_id = agent.external_id.external_id,
        .name = agent.name,
        .calls = agent.calls,
        .first_call_at = agent.first_call_at,
        .last_call_at = agent.last_call_at,
        .can = api::list_allowed_actions(caller, access::Rights{}, {{access::Action::assign_unknown_agent, "assign"}}),
    };
}

}  // namespace

http::Response handle_list_unknown_agents(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = unknown_agent_sorts, .default_sort = "-last_call_at"});
    const auto context = request.context(services);
    const auto page = context.read([&](database::Transaction& tx) { return list_unknown_agents(tx, list.page); });
    return api::respond_ok(page, [&](const UnknownAgent& agent) { return present(agent, context.caller); });
}

http::Response handle_assign_unknown_agent(const api::Request& request, api::Services& services) {
    const auto input = request.body<AssignUnknownAgent>();
    const auto calls = assign_unknown_agent(request.context(services), request.id<UnknownAgentId>(), input);
    return api::respond_ok(AssignmentBody{input.agent_id, calls});
}

}  // namespace rollcall::calls
