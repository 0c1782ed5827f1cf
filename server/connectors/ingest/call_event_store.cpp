#include "connectors/ingest/call_event_store.hpp"

namespace rollcall::connectors {

namespace {

constexpr auto insert_event = R"(
    INSERT INTO call_events (id, connection_id, external_call_id, kind, payload_hash, payload, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (connection_id, payload_hash) DO NOTHING)";

}  // namespace

Kept keep(database::Transaction& tx, const CallEvent& event, Time now) {
    const auto rows = tx.execute(insert_event, make_uuid(now), event.connection, event.call, event.kind,
                                 event.payload_hash, event.payload, now);
    return rows == 1 ? Kept::yes : Kept::was_there;
}

}  // namespace rollcall::connectors
