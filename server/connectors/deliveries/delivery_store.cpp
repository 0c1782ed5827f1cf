#include "connectors/deliveries/delivery_store.hpp"

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::connectors {

namespace {

struct StoredRow {
    DeliveryId id;
    Time received_at;
    std::optional<std::string> kind;
    std::optional<CallId> call_id;
    std::optional<AgentId> agent_id;
    std::optional<Time> erased_at;
};
BOOST_DESCRIBE_STRUCT(StoredRow, (), (id, received_at, kind, call_id, agent_id, erased_at))

struct UnstoredRow {
    DeliveryId id;
    Time received_at;
    DeliveryState state = DeliveryState::refused;
    std::optional<std::string> kind;
    std::optional<std::string> problem;
};
BOOST_DESCRIBE_STRUCT(UnstoredRow, (), (id, received_at, state, kind, problem))

const auto select_stored = "SELECT " +
                           database::columns_of<StoredRow>(
                               "e", {{"call_id", "c.id"}, {"agent_id", "c.agent_id"}, {"erased_at", "c.erased_at"}}) +
                           " FROM call_events e LEFT JOIN calls c"
                           " ON c.connection_id = e.connection_id AND c.external_id = e.external_call_id"
                           " WHERE e.connection_id = $1";
const auto select_unstored =
    "SELECT " + database::columns_of<UnstoredRow>("w") + " FROM unstored_webhooks w WHERE w.connection_id = $1";

constexpr auto select_payload =
    "SELECT payload, external_call_id FROM call_events WHERE connection_id = $1 AND id = $2";
constexpr auto select_events_from = R"(
    SELECT e.id FROM call_events e JOIN call_events first ON first.id = $3
    WHERE e.connection_id = $1 AND e.external_call_id = $2 AND (e.received_at, e.id) >= (first.received_at, first.id)
    ORDER BY e.received_at, e.id LIMIT $4)";
constexpr auto delete_older = R"(
    DELETE FROM unstored_webhooks WHERE connection_id = $1 AND id <= (
        SELECT id FROM unstored_webhooks WHERE connection_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2))";

DeliveryState state_of(const StoredRow& row) {
    if (row.kind == test_event_kind) return DeliveryState::test;
    if (!row.call_id) return DeliveryState::other;
    if (row.erased_at) return DeliveryState::erased;
    return row.agent_id ? DeliveryState::call : DeliveryState::unknown_agent;
}

Delivery read_stored(const database::Row& columns) {
    const auto row = database::read_row<StoredRow>(columns);
    const auto state = state_of(row);
    return {.id = row.id,
            .received_at = row.received_at,
            .state = state,
            .kind = row.kind,
            .problem = std::nullopt,
            .call_id = state == DeliveryState::call ? row.call_id : std::nullopt};
}

Delivery read_unstored(const database::Row& columns) {
    const auto row = database::read_row<UnstoredRow>(columns);
    return {.id = row.id,
            .received_at = row.received_at,
            .state = row.state,
            .kind = row.kind,
            .problem = row.problem,
            .call_id = std::nullopt};
}

}  // namespace

std::vector<Delivery> list_stored_deliveries(database::Transaction& tx, const ConnectionId& connection) {
    static const auto statement = select_stored + " ORDER BY e.received_at DESC, e.id DESC LIMIT $2";
    return tx.all(statement, read_stored, connection, most_deliveries);
}

std::vector<Delivery> list_unstored_deliveries(database::Transaction& tx, const ConnectionId& connection) {
    static const auto statement = select_unstored + " ORDER BY w.id DESC LIMIT $2";
    return tx.all(statement, read_unstored, connection, most_deliveries);
}

std::optional<Delivery> find_delivery(database::Transaction& tx, const ConnectionId& connection, const DeliveryId& id) {
    static const auto stored = select_stored + " AND e.id = $2";
    static const auto unstored = select_unstored + " AND w.id = $2";
    if (auto delivery = tx.first(stored, read_stored, connection, id)) return delivery;
    return tx.first(unstored, read_unstored, connection, id);
}

void insert_unstored_delivery(database::Transaction& tx, const ConnectionId& connection, const Delivery& delivery) {
    database::StatementBuilder::insert_into("unstored_webhooks", {{"connection_id", connection},
                                                                  {"id", delivery.id},
                                                                  {"received_at", delivery.received_at},
                                                                  {"state", delivery.state},
                                                                  {"kind", delivery.kind},
                                                                  {"problem", delivery.problem}})
        .execute_later(tx);
    tx.execute_later(delete_older, connection, most_deliveries);
}

std::optional<StoredPayload> find_payload(database::Transaction& tx, const ConnectionId& connection,
                                          const DeliveryId& id) {
    return tx.first(
        select_payload,
        [](const database::Row& row) {
            return StoredPayload{row.text(0), row.optional_text(1)};
        },
        connection, id);
}

std::vector<DeliveryId> list_events_of_call_from(database::Transaction& tx, const calls::ExternalId& call,
                                                 const DeliveryId& first, std::int64_t limit) {
    return tx.all(
        select_events_from, [](const database::Row& row) { return DeliveryId(row.text(0)); }, call.connection_id,
        call.external_id, first, limit);
}

}  // namespace rollcall::connectors
