#pragma once

#include <optional>
#include <string>

#include "accounts/account_store.hpp"
#include "campaigns/attempts/attempt.hpp"
#include "campaigns/campaign.hpp"
#include "connectors/calling/call_placer.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// How the calls of a campaign are placed.
namespace rollcall::campaigns {

struct OrderRoute {
    std::optional<PauseReason> problem;  ///< why no call can be placed
    std::optional<connectors::CallRoute> route;
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
