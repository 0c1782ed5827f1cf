#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calls/intake/external_id_store.hpp"
#include "connectors/deliveries/delivery.hpp"
#include "connectors/deliveries/delivery_limits.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

/// The newest webhooks that are stored, at most `most_deliveries`.
std::vector<Delivery> list_stored_deliveries(database::Transaction& tx, const ConnectionId& connection);
/// The newest of which nothing else is stored, likewise.
std::vector<Delivery> list_unstored_deliveries(database::Transaction& tx, const ConnectionId& connection);

/// Nothing for an unknown id, or one of another connection.
std::optional<Delivery> find_delivery(database::Transaction& tx, const ConnectionId& connection, const DeliveryId& id);

/// A webhook of which nothing else is stored: `state` is repeated or refused. Deletes what is older than the newest
/// `most_deliveries` of its connection.
void insert_unstored_delivery(database::Transaction& tx, const ConnectionId& connection, const Delivery& delivery);

/// A stored webhook, and the call it is about.
struct StoredPayload {
    std::string payload;
    std::optional<std::string> external_call_id;
};
/// Nothing for an unknown id, or one of another connection.
std::optional<StoredPayload> find_payload(database::Transaction& tx, const ConnectionId& connection,
                                          const DeliveryId& id);

/// The ids of this webhook and of the later ones about the same call, in the order in which they arrived; at most
/// `limit`.
std::vector<DeliveryId> list_events_of_call_from(database::Transaction& tx, const calls::ExternalId& call,
                                                 const DeliveryId& first, std::int64_t limit);

}  // namespace rollcall::connectors
