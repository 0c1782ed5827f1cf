#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "campaigns/attempts/attempt.hpp"
#include "campaigns/campaign.hpp"
#include "connectors/calling/call_placer.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// How the calls of a campaign are placed.
namespace rollcall::campaigns {

/// Whether a platform can be asked to call with the agent: it has an external id that is not empty.
bool is_at_platform(database::Transaction& tx, const AgentId& agent);

/// The external ids of the agent at the connection, without empty ones. A campaign calls only where there is one.
std::vector<std::string> list_external_agent_ids(database::Transaction& tx, const AgentId& agent,
                                                 const ConnectionId& connection);

struct OrderRoute {
    std::optional<PauseReason> problem;          ///< why no call may be placed
    std::optional<connectors::CallRoute> route;  ///< with no_secret too: calls are looked for
    std::string external_agent_id;
};
OrderRoute open_order_route(database::Transaction& tx, const SealingKey& key, const Campaign& campaign,
                            const accounts::Account& account);

struct OpenedOrder {
    connectors::CallRoute route;
    connectors::CallOrder order;
};
OpenedOrder compose_order(database::Transaction& tx, const Campaign& campaign, const OrderRoute& route,
                          const Attempt& attempt);

}  // namespace rollcall::campaigns
