#include "connectors/connections/external_id_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/answer.hpp"
#include "connectors/connections/external_ids.hpp"
#include "connectors/connections/unknown_agent_store.hpp"
#include "connectors/connections/unknown_agents.hpp"

namespace rollcall::connectors {

BOOST_DESCRIBE_STRUCT(ExternalId, (), (connection_id, external_id))
BOOST_DESCRIBE_STRUCT(AssignUnknownAgent, (), (agent_id))

namespace {

struct ExternalIdsBody {
    std::vector<ExternalId> items;
};
BOOST_DESCRIBE_STRUCT(ExternalIdsBody, (), (items))

struct UnknownAgentBody {
    UnknownAgentId id;
    ConnectionId connection_id;
    std::string connection_name;
    Platform platform;
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

struct AssignedBody {
    AgentId agent_id;
    std::int64_t calls;
};
BOOST_DESCRIBE_STRUCT(AssignedBody, (), (agent_id, calls))

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
        .can = api::names_of_allowed(caller, access::Rights{}, {{access::Action::assign_unknown_agent, "assign"}}),
    };
}

}  // namespace

http::Response show_external_ids(const api::Request& request, api::Services& services) {
    return api::ok(ExternalIdsBody{get_external_ids(request.context(services), request.id<AgentId>())});
}

http::Response change_external_ids(const api::Request& request, api::Services& services) {
    const auto input = request.body<ExternalIdsBody>();
    return api::ok(ExternalIdsBody{
        change_external_ids(services.database, services.clock, request.caller(), request.id<AgentId>(), input.items)});
}

http::Response list_unknown_agents(const api::Request& request, api::Services& services) {
    const auto asked = request.list({.sorts = unknown_agent_sorts, .default_sort = "-last_call_at"});
    const auto page =
        services.database.read([&](database::Transaction& tx) { return list_unknown_agents(tx, asked.page); });
    return api::ok(page, [&](const UnknownAgent& agent) { return present(agent, request.caller()); });
}

http::Response assign_unknown_agent(const api::Request& request, api::Services& services) {
    const auto input = request.body<AssignUnknownAgent>();
    const auto calls =
        assign_unknown_agent(services.database, services.clock, request.caller(), request.id<UnknownAgentId>(), input);
    return api::ok(AssignedBody{input.agent_id, calls});
}

}  // namespace rollcall::connectors
