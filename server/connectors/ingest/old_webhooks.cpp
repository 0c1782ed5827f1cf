#include "connectors/ingest/old_webhooks.hpp"

#include <algorithm>
#include <span>

#include "connectors/connections/connection_store.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "connectors/platforms/read_webhook.hpp"

namespace rollcall::connectors {

using database::Transaction;

void OldWebhooks::run(const std::stop_token& stop) {
    for (const auto& connection : database_.read(list_connection_ids)) {
        while (!stop.stop_requested() && delete_some(connection)) {
        }
    }
}

bool OldWebhooks::delete_some(const ConnectionId& connection) {
    auto& position = positions_[connection];
    auto events = database_.read([&](Transaction& tx) {
        return list_events_after(tx, connection, position, clock_.now() - other_webhook_lifetime,
                                 webhook_kinds_read_at_once);
    });
    if (events.empty()) return false;
    auto last = events.back();
    std::erase_if(events, [](const CallEventPlace& event) { return is_kind_about_calls(event.kind); });
    for (std::span<const CallEventPlace> rest(events); !rest.empty();) {
        const auto part = rest.first(std::min<std::size_t>(rest.size(), webhooks_deleted_at_once));
        database_.write([&](Transaction& tx) {
            for (const auto& event : part) delete_call_event_row(tx, event.id);
        });
        rest = rest.subspan(part.size());
    }
    position = std::move(last);
    return true;
}

jobs::PeriodicWork old_webhook_work(OldWebhooks& webhooks, database::Database& database) {
    return {.name = "Deleting old webhooks",
            .run = [&webhooks](const std::stop_token& stop) { webhooks.run(stop); },
            .pause = std::chrono::hours(24),
            .claim = jobs::claim_in(database),
            .begin = [&webhooks] { webhooks.forget_position(); }};
}

}  // namespace rollcall::connectors
