#include "campaigns/dialling/call_orders.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "agents/agent_store.hpp"
#include "calls/intake/external_id_store.hpp"
#include "campaigns/dialling/call_variables.hpp"
#include "campaigns/dialling/dialling_store.hpp"
#include "connectors/keys/connection_keys.hpp"
#include "contacts/contact_store.hpp"

namespace rollcall::campaigns {

namespace {

using database::Transaction;

OrderRoute open_webhook_route(const SealingKey& key, const Campaign& campaign) {
    const auto& sealed = campaign.webhook_secret_sealed;
    const auto secret = sealed ? key.open(*sealed) : std::nullopt;
    if (!campaign.webhook_url || !secret) return {.problem = PauseReason::no_webhook_secret};
    return {.route = connectors::CallRoute{.webhook_url = *campaign.webhook_url, .webhook_secret = *secret},
            .external_agent_id = campaign.agent_id.text()};
}

}  // namespace

bool is_at_platform(Transaction& tx, const AgentId& agent) {
    const auto ids = calls::list_external_ids(tx, agent);
    return std::ranges::any_of(ids, [](const auto& id) { return !id.external_id.empty(); });
}

std::vector<std::string> list_external_agent_ids(Transaction& tx, const AgentId& agent,
                                                 const ConnectionId& connection) {
    std::vector<std::string> external_ids;
    for (auto& id : calls::list_external_ids(tx, agent)) {
        if (id.connection_id == connection && !id.external_id.empty())
            external_ids.push_back(std::move(id.external_id));
    }
    return external_ids;
}

OrderRoute open_order_route(Transaction& tx, const SealingKey& key, const Campaign& campaign,
                            const accounts::Account& account) {
    if (!account.crm_enabled) return {.problem = PauseReason::crm_switched_off};
    if (agents::find_agent_company(tx, campaign.agent_id) != campaign.company_id) {
        return {.problem = PauseReason::agent_moved};
    }
    if (!campaign.connection_id) return open_webhook_route(key, campaign);
    const auto external_agent_ids = list_external_agent_ids(tx, campaign.agent_id, *campaign.connection_id);
    if (external_agent_ids.size() != 1) return {.problem = PauseReason::agent_moved};
    auto route = connectors::open_call_route(tx, key, *campaign.connection_id);
    if (!route) return {.problem = PauseReason::no_key};
    OrderRoute opened{.route = std::move(route), .external_agent_id = external_agent_ids.front()};
    if (!connectors::has_webhook_secret(tx, key, *campaign.connection_id)) opened.problem = PauseReason::no_secret;
    return opened;
}

OpenedOrder compose_order(Transaction& tx, const Campaign& campaign, const OrderRoute& route, const Attempt& attempt) {
    OpenedOrder opened{.route = route.route.value(),
                       .order = {.attempt = attempt.id,
                                 .external_agent_id = route.external_agent_id,
                                 .from_number_id = campaign.from_number_id.value_or(""),
                                 .to_number = attempt.phone.value_or(""),
                                 .claimed_at = attempt.claimed_at.value()}};
    for (const auto& contact : contacts::list_contacts_by_id(tx, std::array{attempt.contact_id})) {
        opened.order.contact_name = contact.name;
        opened.order.variables = compose_call_variables(campaign, contact);
    }
    return opened;
}

}  // namespace rollcall::campaigns
