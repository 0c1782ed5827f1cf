#include "connectors/connections/connection_store.hpp"

#include "connectors/connections/connection_limits.hpp"
#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/folding_store.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::connectors {

namespace {

using database::StatementBuilder;
using Violation = database::ConstraintViolated;

constexpr auto select_use = R"(
    SELECT 1 FROM connections k
    WHERE k.id = $1 AND (EXISTS (SELECT 1 FROM calls c WHERE c.connection_id = k.id)
                         OR EXISTS (SELECT 1 FROM campaigns m WHERE m.connection_id = k.id)))";
constexpr auto delete_statement = "DELETE FROM connections WHERE id = $1";
constexpr auto update_last_event = R"(
    UPDATE connections SET last_event_at = $2
    WHERE id = $1 AND (last_event_at <= $3 OR last_event_at > $2 OR last_event_at <= last_error_at))";
constexpr auto update_last_error = "UPDATE connections SET last_error = $2, last_error_at = $3 WHERE id = $1";

// 0 stands for never.
std::string connection_columns() {
    return database::columns_of<Connection>(
        "k", {{"last_event_at", "NULLIF(k.last_event_at, 0)"}, {"last_error_at", "NULLIF(k.last_error_at, 0)"}});
}

}  // namespace

database::Page<Connection> list_connections(database::Transaction& tx, const database::PageRequest& request) {
    static const auto columns = connection_columns();
    return database::ListQuery(columns, "connections k", "k.id").page(tx, request, database::read_row<Connection>);
}

std::vector<ConnectionId> list_connection_ids(database::Transaction& tx) {
    return tx.all("SELECT id FROM connections", [](const database::Row& row) { return row.id<ConnectionId>(0); });
}

std::optional<Connection> find_connection(database::Transaction& tx, const ConnectionId& id) {
    static const auto statement = "SELECT " + connection_columns() + " FROM connections k WHERE k.id = $1";
    return tx.first(statement, database::read_row<Connection>, id);
}

bool insert_connection_row(database::Transaction& tx, const Connection& connection) {
    const auto rows = StatementBuilder::insert_into("connections", {{"id", connection.id},
                                                                    {"platform", connection.platform},
                                                                    {"name", connection.name},
                                                                    {"name_caseless", fold_case(connection.name)},
                                                                    {"name_folded", fold(connection.name)},
                                                                    {"secret_sealed", connection.secret_sealed},
                                                                    {"created_at", connection.created_at},
                                                                    {"version", connection.version}})
                          .add(" ON CONFLICT (name_caseless) DO NOTHING")
                          .execute(tx);
    return rows == 1;
}

bool update_connection_row(database::Transaction& tx, const Connection& connection) try {
    StatementBuilder::update("connections", {{"name", connection.name},
                                             {"name_caseless", fold_case(connection.name)},
                                             {"name_folded", fold(connection.name)},
                                             {"secret_sealed", connection.secret_sealed}})
        .add(", version = version + 1")
        .where("id = ?", {connection.id})
        .execute(tx);
    return true;
} catch (const Violation& violation) {
    if (violation.kind() != Violation::Kind::unique) throw;
    return false;
}

void update_connection_key(database::Transaction& tx, const ConnectionId& id,
                           const std::optional<std::string>& key_sealed, std::optional<Time> key_set_at) {
    StatementBuilder::update("connections", {{"key_sealed", key_sealed}, {"key_set_at", key_set_at}})
        .add(", version = version + 1")
        .where("id = ?", {id})
        .execute(tx);
}

bool has_calls_or_campaigns(database::Transaction& tx, const ConnectionId& id) {
    return tx
        .first(
            select_use, [](const database::Row&) { return true; }, id)
        .has_value();
}

bool delete_connection_row(database::Transaction& tx, const ConnectionId& id) try {
    tx.execute(delete_statement, id);
    return true;
} catch (const Violation& violation) {
    if (violation.kind() != Violation::Kind::foreign_key) throw;
    return false;
}

void update_connection_last_event(database::Transaction& tx, const ConnectionId& id, Time now) {
    tx.execute_later(update_last_event, id, now, now - event_resolution);
}

void update_connection_last_error(database::Transaction& tx, const ConnectionId& id, std::string_view message,
                                  Time now) {
    tx.execute_later(update_last_error, id, message, now);
}

std::string refold_connection_names(database::Transaction& tx, const std::string& position) {
    return database::refold_names(tx,
                                  "SELECT id, name, name_folded FROM connections WHERE id > $1 ORDER BY id LIMIT $2",
                                  "UPDATE connections SET name_folded = $1 WHERE id = $2", position);
}

}  // namespace rollcall::connectors
