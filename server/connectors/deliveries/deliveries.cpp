#include "connectors/deliveries/deliveries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <tuple>
#include <utility>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "calls/intake/call_updates.hpp"
#include "connectors/connections/connections.hpp"
#include "connectors/deliveries/delivery_limits.hpp"
#include "connectors/deliveries/delivery_store.hpp"
#include "connectors/ingest/reported_calls.hpp"
#include "connectors/ingest/signature.hpp"
#include "connectors/ingest/webhook_content.hpp"
#include "connectors/platforms/read_webhook.hpp"
#include "core/error.hpp"
#include "core/json_memory.hpp"
#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

constexpr std::string_view test_action = "connection.tested";

bool is_newer(const Delivery& left, const Delivery& right) {
    return std::tie(left.received_at, left.id) > std::tie(right.received_at, right.id);
}

Delivery require_delivery(Transaction& tx, const ConnectionId& connection, const DeliveryId& id) {
    auto delivery = find_delivery(tx, connection, id);
    if (!delivery) throw Error::not_found();
    return *std::move(delivery);
}

Delivery require_replayable(Transaction& tx, const ConnectionId& connection, const DeliveryId& id) {
    auto delivery = require_delivery(tx, connection, id);
    if (delivery.state == DeliveryState::erased)
        throw Error::conflict("The call was erased, and its webhooks with it.");
    if (!delivery.is_about_call())
        throw Error::conflict("This delivery is about no call, so there is nothing to replay.");
    return delivery;
}

/// The deliveries to be replayed, in their order, as they are stored.
struct StoredDeliveries {
    calls::ExternalId call;
    std::vector<DeliveryId> ids;
    std::vector<std::string> payloads;
    std::size_t bytes = 0;  ///< of all payloads
};

[[noreturn]] void refuse_too_many() {
    throw Error::conflict("Too many newer deliveries for this call. Replay a newer one.");
}

void read_payloads(Transaction& tx, const ConnectionId& connection, StoredDeliveries& deliveries) {
    for (const auto& id : deliveries.ids) {
        auto stored = find_payload(tx, connection, id);
        if (!stored) continue;
        deliveries.bytes += stored->payload.size();
        if (deliveries.bytes > most_replayed_bytes) {
            throw Error::conflict("The newer deliveries for this call are too large. Replay a newer one.");
        }
        deliveries.payloads.push_back(std::move(stored->payload));
    }
}

StoredDeliveries get_replayed_deliveries(const access::Context& context, const ConnectionId& connection,
                                         const DeliveryId& first) {
    return context.read([&](Transaction& tx) {
        require_replayable(tx, connection, first);
        const calls::ExternalId call{connection, find_payload(tx, connection, first)->external_call_id.value()};
        StoredDeliveries deliveries{.call = call,
                                    .ids = list_events_of_call_from(tx, call, first, most_replayed_deliveries + 1),
                                    .payloads = {}};
        if (std::ssize(deliveries.ids) > most_replayed_deliveries) refuse_too_many();
        read_payloads(tx, connection, deliveries);
        return deliveries;
    });
}

/// What is to be stored in one write: read before it.
struct Replay {
    std::vector<Webhook> webhooks;
    std::vector<calls::PreparedUpdate> updates;  ///< of each webhook
};

Replay plan_replay(const WebhookContext& context, Platform platform, std::vector<std::string> payloads) {
    Replay replay;
    for (auto& payload : payloads) {
        const auto content = parse_webhook_body(WebhookBody(std::exchange(payload, {})), context.temporary_folder);
        auto webhook = read_webhook(platform, content.message);
        if (!webhook.call_update) continue;
        if (replay.webhooks.size() == most_replayed_updates) refuse_too_many();
        replay.updates.emplace_back(*std::exchange(webhook.call_update, std::nullopt), &context.key);
        replay.webhooks.push_back(std::move(webhook));
    }
    return replay;
}

void run_replay(Transaction& tx, const WebhookContext& context, const calls::ExternalId& id, const Replay& replay,
                Time now) {
    std::optional<calls::CallRow> call;
    for (const auto& update : replay.updates) {
        const auto found = calls::find_call_before(tx, id, update, now);
        if (found.is_erased) throw Error::conflict("The call was erased, and its webhooks with it.");
        call = calls::store_found_call(tx, id, found, update, now);
    }
    if (call) report_replayed_call(tx, context.on_reported_call, replay.webhooks, *call, now);
}

// Where each platform has the kind of an event.
boost::json::object test_event_of(Platform platform, const std::string& id) {
    const boost::json::object marked{{"type", test_event_kind}, {"id", id}};
    switch (platform) {
        case Platform::vapi:
            return {{"message", marked}};
        case Platform::retell:
            return {{"event", test_event_kind}, {"id", id}};
        case Platform::elevenlabs:
            break;
    }
    return marked;
}

std::string require_secret(const SealingKey& key, const Connection& connection) {
    if (!connection.secret_sealed) throw Error::conflict("Enter the webhook secret of this connection first.");
    auto secret = key.open(*connection.secret_sealed);
    if (!secret) {
        throw Error::conflict("The webhook secret was sealed with another key file. Enter the secret again.");
    }
    return *std::move(secret);
}

void require_few_test_events(Transaction& tx, const CurrentCaller& caller, Time now) {
    auto tests = audit::list_times(tx, caller.member, test_action, now - test_event_window);
    // Another instance's clock may be ahead a little; those of long after now are left of a clock that was set back.
    std::erase_if(tests, [&](Time test) { return test - now >= test_event_window; });
    if (tests.size() < test_events_per_window) return;
    const auto wait = tests[tests.size() - test_events_per_window] + test_event_window - now;
    throw Error::too_many_attempts(std::chrono::ceil<std::chrono::seconds>(wait),
                                   fmt::format("At most {} test events in {} minutes. Wait, then try again.",
                                               test_events_per_window, test_event_window.count()));
}

}  // namespace

std::vector<Delivery> list_deliveries(const access::Context& context, const ConnectionId& id, bool only_problems) {
    return context.read([&](Transaction& tx) {
        require_connection(tx, context.caller, Action::view_connections, id);
        auto deliveries = list_unstored_deliveries(tx, id);
        if (only_problems) return deliveries;
        const auto stored = list_stored_deliveries(tx, id);
        deliveries.insert(deliveries.end(), stored.begin(), stored.end());
        std::ranges::sort(deliveries, is_newer);
        deliveries.resize(std::min<std::size_t>(deliveries.size(), most_deliveries));
        return deliveries;
    });
}

DeliveryContent get_delivery(const access::Context& context, const ConnectionId& id, const DeliveryId& delivery) {
    return context.read([&](Transaction& tx) {
        require_connection(tx, context.caller, Action::view_connections, id);
        DeliveryContent content{.delivery = require_delivery(tx, id, delivery), .payload = std::nullopt};
        if (auto stored = find_payload(tx, id, delivery)) {
            content.is_cut = stored->payload.size() > longest_shown_payload;
            content.payload = cut_to_bytes(stored->payload, longest_shown_payload);
        }
        return content;
    });
}

Delivery replay_delivery(const access::Context& context, const WebhookContext& webhooks, const ConnectionId& id,
                         const DeliveryId& delivery) {
    const auto connection = context.read(
        [&](Transaction& tx) { return require_connection(tx, context.caller, Action::replay_delivery, id); });
    auto stored = get_replayed_deliveries(context, id, delivery);
    const auto memory = reserve_json_memory(stored.bytes);  // until all of it is stored
    const auto replay = plan_replay(webhooks, connection.platform, std::move(stored.payloads));
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        require_connection(tx, caller, Action::replay_delivery, id);
        require_replayable(tx, id, delivery);
        if (list_events_of_call_from(tx, stored.call, delivery, most_replayed_deliveries + 1) != stored.ids) {
            throw Error::conflict("Another delivery about this call has just arrived. Try again.");
        }
        const auto now = context.now();
        run_replay(tx, webhooks, stored.call, replay, now);
        audit::record(tx, now, caller, "connection.delivery_replayed", id.text());
        return require_delivery(tx, id, delivery);
    });
}

Delivery send_test_event(const access::Context& context, const WebhookContext& webhooks, const ConnectionId& id) {
    // Recorded before it is received: the entries are what the limit counts.
    const auto [platform, secret] = context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto connection = require_connection(tx, caller, Action::send_test_event, id);
        auto opened = require_secret(webhooks.key, connection);
        const auto now = context.now();
        require_few_test_events(tx, caller, now);
        audit::record(tx, now, caller, test_action, id.text());
        return std::pair(connection.platform, std::move(opened));
    });
    const auto now = context.now();
    const auto body = boost::json::serialize(test_event_of(platform, make_uuid(now)));
    const auto signature = sign_webhook(platform, secret, body, now);
    const auto header = [&](std::string_view asked) {
        return asked == signature.first ? std::optional<std::string_view>(signature.second) : std::nullopt;
    };
    const auto received = receive_webhook(webhooks, id, header, WebhookBody(body));
    return context.read([&](Transaction& tx) { return require_delivery(tx, id, received.id); });
}

}  // namespace rollcall::connectors
