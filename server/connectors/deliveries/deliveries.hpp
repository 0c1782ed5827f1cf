#pragma once

#include <string>
#include <vector>

#include "access/context.hpp"
#include "connectors/deliveries/delivery.hpp"
#include "connectors/ingest/webhooks.hpp"

/// What came through a connection, for the administrators (docs/decisions/0058-deliveries.md).
namespace rollcall::connectors {

/// The newest deliveries first, at most `most_deliveries`; with `only_problems` those that were refused or had arrived
/// before. Throws Error::not_found. Who may call: administrators.
std::vector<Delivery> list_deliveries(const access::Context& context, const ConnectionId& id, bool only_problems);

/// A delivery with what came.
struct DeliveryContent {
    Delivery delivery;
    std::optional<std::string> payload;  ///< JSON; nothing where nothing of it is stored
    bool is_cut = false;                 ///< the payload is longer than `longest_shown_payload`
};

/// Throws Error::not_found. Who may call: administrators.
DeliveryContent get_delivery(const access::Context& context, const ConnectionId& id, const DeliveryId& delivery);

/// Reads a stored delivery again, and the later ones about the same call, so that the call becomes what they say by
/// now: for a webhook that an earlier version did not understand, or an agent that was not known. Campaigns are told of
/// the last that says something, and only attempts whose end is not known change. Throws Error::not_found;
/// Error::conflict where it is about no call, its call was erased, too many or too large ones came later, or one has
/// arrived meanwhile; and Error::overloaded. Who may call: administrators.
Delivery replay_delivery(const access::Context& context, const WebhookContext& webhooks, const ConnectionId& id,
                         const DeliveryId& delivery);

/// Receives an event that is signed with the connection's secret as the platform would, so that the administrator sees
/// that webhooks are accepted; no call is made of it. Throws Error::not_found, Error::conflict while the connection has
/// no secret that can be read, and Error::too_many_attempts after `test_events_per_window`. Who may call:
/// administrators.
Delivery send_test_event(const access::Context& context, const WebhookContext& webhooks, const ConnectionId& id);

}  // namespace rollcall::connectors
