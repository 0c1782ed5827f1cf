#include "connectors/calling/phone_number_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "connectors/calling/phone_numbers.hpp"

namespace rollcall::connectors {

namespace {

struct ConnectionNumberBody {
    std::string id;
    std::string number;
    std::string name;
    std::optional<std::string> agent_external_id;
};
BOOST_DESCRIBE_STRUCT(ConnectionNumberBody, (), (id, number, name, agent_external_id))

struct ConnectionNumbersBody {
    std::vector<ConnectionNumberBody> items;
};
BOOST_DESCRIBE_STRUCT(ConnectionNumbersBody, (), (items))

struct AgentNumberBody {
    std::string id;
    std::string number;
    std::string name;
    ConnectionId connection_id;
};
BOOST_DESCRIBE_STRUCT(AgentNumberBody, (), (id, number, name, connection_id))

struct AgentNumbersBody {
    std::vector<AgentNumberBody> items;
    bool without_platform;
    std::vector<std::string> problems;
};
BOOST_DESCRIBE_STRUCT(AgentNumbersBody, (), (items, without_platform, problems))

}  // namespace

http::Response handle_list_connection_numbers(const api::Request& request, api::Services& services) {
    ConnectionNumbersBody body;
    for (auto& number : list_connection_numbers(request.context(services), services.key, services.platform_client,
                                                request.id<ConnectionId>())) {
        body.items.push_back({number.id, number.number, number.name, number.agent_external_id});
    }
    return api::respond_ok(body);
}

http::Response handle_list_agent_numbers(const api::Request& request, api::Services& services) {
    auto choice =
        list_agent_numbers(request.context(services), services.key, services.platform_client, request.id<AgentId>());
    AgentNumbersBody body{
        .items = {}, .without_platform = choice.is_without_platform, .problems = std::move(choice.problems)};
    for (auto& number : choice.numbers) {
        body.items.push_back({number.id, number.number, number.name, number.connection_id});
    }
    return api::respond_ok(body);
}

}  // namespace rollcall::connectors
