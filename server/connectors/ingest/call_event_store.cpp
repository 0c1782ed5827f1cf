#include "connectors/ingest/call_event_store.hpp"

#include <fmt/format.h>

#include "database/described_row.hpp"
#include "database/described_write.hpp"

namespace rollcall::connectors {

namespace {

// The same webhook may have come again since its number was erased.
constexpr auto delete_double = R"(
    DELETE FROM call_events
    WHERE id = $1 AND EXISTS (SELECT 1 FROM call_events o
                              WHERE o.connection_id = call_events.connection_id AND o.payload_hash = $2))";
constexpr auto delete_oldest = R"(
    DELETE FROM call_events
    WHERE id IN (SELECT e.id FROM call_events e WHERE e.connection_id = $1 ORDER BY e.received_at, e.id LIMIT $2))";
constexpr auto update_erased = "UPDATE call_events SET payload = $2, payload_hash = $3 WHERE id = $1";

const auto select_hashes = "SELECT " + database::columns_of<CallEventHash>("e") + " FROM call_events e";

// CASE, so that no payload is read but of those few. LIMIT 1, so that the digits of each are computed once.
constexpr auto without_call = R"(
    WHERE e.connection_id IN (SELECT id FROM connections)
      AND CASE WHEN EXISTS (SELECT 1 FROM calls c
                            WHERE c.connection_id = e.connection_id AND c.external_id = e.external_call_id)
               THEN FALSE
               ELSE EXISTS (SELECT 1 FROM (SELECT {} AS digits LIMIT 1) payload WHERE FALSE)";

constexpr auto without_call_after = R"(
    FROM call_events e
    WHERE e.id > $1
      AND CASE WHEN EXISTS (SELECT 1 FROM calls c
                            WHERE c.connection_id = e.connection_id AND c.external_id = e.external_call_id)
               THEN FALSE ELSE e.payload <> $2 END
    ORDER BY e.id LIMIT $3)";

constexpr auto select_payloads =
    "SELECT payload FROM call_events WHERE connection_id = $1 AND external_call_id = $2 ORDER BY received_at, id";
constexpr auto select_known = "SELECT 1 FROM call_events WHERE connection_id = $1 AND payload_hash = $2";

const auto select_after = "SELECT " + database::columns_of<CallEventPlace>("e") + R"(
    FROM call_events e
    WHERE e.connection_id = $1 AND (e.received_at, e.id) > ($2, $3) AND e.received_at <= $4
    ORDER BY e.received_at, e.id LIMIT $5)";

/// The payload without what people put between digits.
std::string payload_digits() {
    std::string text = "e.payload";
    for (const std::string_view separator : {" ", "-", "(", ")", "/", "."}) {
        text = fmt::format("replace({}, '{}', '')", text, separator);
    }
    return text;
}

constexpr std::int64_t most_events_without_call = 100'000;

}  // namespace

bool insert_call_event_row(database::Transaction& tx, const CallEventRow& event) {
    static const auto statement = database::insert_statement<CallEventRow>("call_events") +
                                  " ON CONFLICT (connection_id, payload_hash) DO NOTHING";
    return tx.execute_with(statement, database::column_values(event)) == 1;
}

bool has_call_event(database::Transaction& tx, const ConnectionId& connection, const std::string& payload_hash) {
    return tx
        .first(
            select_known, [](const database::Row&) { return true; }, connection, payload_hash)
        .has_value();
}

std::vector<CallEventHash> list_events_of_call(database::Transaction& tx, const calls::ExternalId& call) {
    static const auto statement =
        select_hashes + " WHERE e.connection_id = $1 AND e.external_call_id = $2 AND e.payload <> $3";
    return tx.all(statement, database::read_row<CallEventHash>, call.connection_id, call.external_id, erased_payload);
}

std::vector<std::string> list_payloads_of_call(database::Transaction& tx, const calls::ExternalId& call) {
    return tx.all(
        select_payloads, [](const database::Row& row) { return row.text(0); }, call.connection_id, call.external_id);
}

std::vector<CallEventHash> list_events_without_call(database::Transaction& tx, const std::vector<std::string>& digits,
                                                    Time until, std::int64_t limit) {
    database::StatementBuilder statement(select_hashes + fmt::format(without_call, payload_digits()));
    for (const auto& sequence : digits) statement.add(" OR payload.digits LIKE ?", {'%' + sequence + '%'});
    statement.add(") END AND e.received_at <= ? LIMIT ?", {until, limit});
    return statement.all(tx, database::read_row<CallEventHash>);
}

std::vector<CallEventRow> list_events_without_call_after(database::Transaction& tx, const std::string& id,
                                                         std::int64_t limit) {
    static const auto statement = "SELECT " + database::columns_of<CallEventRow>("e") + without_call_after;
    return tx.all(statement, database::read_row<CallEventRow>, id, erased_payload, limit);
}

std::vector<CallEventPlace> list_events_after(database::Transaction& tx, const ConnectionId& connection,
                                              const CallEventPlace& after, Time until, std::int64_t limit) {
    return tx.all(select_after, database::read_row<CallEventPlace>, connection, after.received_at, after.id, until,
                  limit);
}

std::int64_t delete_call_events(database::Transaction& tx, const ConnectionId& connection, std::int64_t limit) {
    return tx.execute(delete_oldest, connection, limit);
}

void delete_call_event_row(database::Transaction& tx, const std::string& id) {
    tx.execute("DELETE FROM call_events WHERE id = $1", id);
}

void update_call_event_erased(database::Transaction& tx, const CallEventHash& event, const std::string& payload_hash) {
    if (tx.execute(delete_double, event.id, payload_hash) == 0) {
        tx.execute(update_erased, event.id, erased_payload, payload_hash);
    }
}

std::int64_t count_events_of_number(database::Transaction& tx, const calls::CallsOfNumber& wanted) {
    database::StatementBuilder statement(R"(
        SELECT count(*) FROM calls c JOIN call_events e
          ON e.connection_id = c.connection_id AND e.external_call_id = c.external_id
        WHERE e.payload <> ? AND c.number IN ()",
                                         {erased_payload});
    statement.add(calls::select_calls_of_number(wanted)).add(")");
    const auto of_calls = statement.first(tx, [](const database::Row& row) { return row.integer(0); }).value();
    return of_calls +
           std::ssize(list_events_without_call(tx, wanted.writings.digits, Time::max(), most_events_without_call));
}

}  // namespace rollcall::connectors
