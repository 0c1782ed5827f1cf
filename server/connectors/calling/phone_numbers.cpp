#include "connectors/calling/phone_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "agents/agents.hpp"
#include "calls/intake/external_id_store.hpp"
#include "connectors/calling/campaign_number_store.hpp"
#include "connectors/calling/platform_api.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/connections/connections.hpp"
#include "connectors/keys/connection_keys.hpp"
#include "core/error.hpp"

namespace rollcall::connectors {

namespace {

using access::Action;
using database::Transaction;

/// A connection at which an agent is known.
struct AgentConnection {
    Connection connection;
    std::vector<std::string> external_ids;  ///< of the agent
    std::optional<CallRoute> route;         ///< nothing without a key
};

/// What decides which numbers a caller may choose for an agent.
struct AgentChoice {
    std::vector<AgentConnection> connections;
    std::vector<CampaignNumber> campaign_numbers;
};

AgentChoice find_choice(Transaction& tx, const access::Context& context, const SealingKey& key, const AgentId& agent) {
    agents::require_agent(tx, context.caller, Action::view_agent_numbers, agent, context.now());
    AgentChoice choice{.connections = {}, .campaign_numbers = list_campaign_numbers(tx, agent)};
    for (const auto& id : calls::list_external_ids(tx, agent)) {  // in the order of connections
        if (id.external_id.empty()) continue;                     // it cannot be called by that
        const bool is_known =
            !choice.connections.empty() && choice.connections.back().connection.id == id.connection_id;
        if (!is_known) {
            auto connection = find_connection(tx, id.connection_id);
            if (!connection) continue;
            choice.connections.push_back({*std::move(connection), {}, open_call_route(tx, key, id.connection_id)});
        }
        choice.connections.back().external_ids.push_back(id.external_id);
    }
    return choice;
}

bool may_choose(const access::Caller& caller, const AgentChoice& choice, const AgentConnection& connection,
                const PhoneNumber& number) {
    if (caller.is_administrator()) return true;
    const auto& agent = number.agent_external_id;
    const bool is_of_agent =
        agent && std::ranges::find(connection.external_ids, *agent) != connection.external_ids.end();
    const CampaignNumber used{connection.connection.id, number.id};
    return is_of_agent || std::ranges::find(choice.campaign_numbers, used) != choice.campaign_numbers.end();
}

std::vector<PhoneNumber> ask_for_numbers(const PlatformClient& client, const CallRoute& route) {
    const auto place = client.take_place();
    auto numbers = get_platform_api(route.platform).list_numbers({client, route.api_key});
    for (auto& number : numbers) number.connection_id = *route.connection;
    return numbers;
}

std::string key_missing(const access::Caller& caller, const Connection& connection) {
    if (!caller.is_administrator()) {
        return "The connection of this agent has no API key. An administrator of the account can enter it.";
    }
    return fmt::format("The connection {} has no API key.", connection.name);
}

// A member is not told what the platform says of the account, which others share.
Error for_caller(const access::Caller& caller, const Error& error, Platform platform) {
    if (caller.is_administrator() || error.code() != ErrorCode::platform_failed) return error;
    return Error(ErrorCode::platform_failed, fmt::format("{} could not be asked.", name_of(platform)));
}

void add_numbers(const access::Context& context, const PlatformClient& client, const AgentChoice& found,
                 const AgentConnection& connection, NumberChoice& choice) {
    if (!connection.route) {
        choice.problems.push_back(key_missing(context.caller, connection.connection));
        return;
    }
    try {
        for (auto& number : ask_for_numbers(client, *connection.route)) {
            if (may_choose(context.caller, found, connection, number)) choice.numbers.push_back(std::move(number));
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::platform_failed) throw;
        choice.problems.push_back(for_caller(context.caller, error, connection.connection.platform).detail());
    }
}

}  // namespace

std::vector<PhoneNumber> list_connection_numbers(const access::Context& context, const SealingKey& key,
                                                 const PlatformClient& client, const ConnectionId& id) {
    const auto route = context.read([&](Transaction& tx) {
        require_connection(tx, context.caller, Action::view_connection_numbers, id);
        return open_call_route(tx, key, id);
    });
    if (!route) throw Error(ErrorCode::no_key, "Enter the API key of this connection first.");
    return ask_for_numbers(client, *route);
}

NumberChoice list_agent_numbers(const access::Context& context, const SealingKey& key, const PlatformClient& client,
                                const AgentId& agent) {
    const auto found = context.read([&](Transaction& tx) { return find_choice(tx, context, key, agent); });
    NumberChoice choice{.numbers = {}, .is_without_platform = found.connections.empty(), .problems = {}};
    for (const auto& connection : found.connections) add_numbers(context, client, found, connection, choice);
    return choice;
}

PhoneNumber require_number_choice(const access::Context& context, const SealingKey& key, const PlatformClient& client,
                                  const AgentId& agent, const ConnectionId& connection_id,
                                  const std::string& from_number_id) {
    const auto found = context.read([&](Transaction& tx) { return find_choice(tx, context, key, agent); });
    const auto connection = std::ranges::find_if(
        found.connections, [&](const AgentConnection& known) { return known.connection.id == connection_id; });
    if (connection == found.connections.end()) {
        throw Error::invalid("connection_id", "This agent has no platform ID at this connection.");
    }
    if (!connection->route) {
        throw Error::invalid("connection_id", key_missing(context.caller, connection->connection));
    }
    try {
        for (auto& number : ask_for_numbers(client, *connection->route)) {
            if (number.id == from_number_id && may_choose(context.caller, found, *connection, number)) {
                return std::move(number);
            }
        }
    } catch (const Error& error) {
        throw for_caller(context.caller, error, connection->connection.platform);
    }
    throw Error::invalid("from_number_id", "This number does not exist, or this agent may not call from it.");
}

}  // namespace rollcall::connectors
