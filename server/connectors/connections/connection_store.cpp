#include "connectors/connections/connection_store.hpp"

#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

constexpr auto event_resolution = std::chrono::minutes(1);

constexpr auto columns =
    "k.id, k.platform, k.name, k.secret_sealed, k.last_event_at, k.last_error, k.last_error_at, k.created_at, "
    "k.version";
constexpr auto select_one = R"(
    SELECT k.id, k.platform, k.name, k.secret_sealed, k.last_event_at, k.last_error, k.last_error_at, k.created_at,
           k.version
    FROM connections k WHERE k.id = $1)";
constexpr auto insert_statement = R"(
    INSERT INTO connections (id, platform, name, name_caseless, name_folded, secret_sealed, created_at, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
    ON CONFLICT (name_caseless) DO NOTHING)";
constexpr auto update_statement = R"(
    UPDATE connections SET name = $2, name_caseless = $3, name_folded = $4, secret_sealed = $5, version = version + 1
    WHERE id = $1)";
constexpr auto delete_statement = "DELETE FROM connections WHERE id = $1";
constexpr auto update_event = "UPDATE connections SET last_event_at = $2 WHERE id = $1 AND last_event_at <= $3";
constexpr auto update_error = "UPDATE connections SET last_error = $2, last_error_at = $3 WHERE id = $1";

std::optional<Time> time_if_any(const database::Row& row, int column) {
    return row.integer(column) == 0 ? std::nullopt : std::optional(row.time(column));
}

std::optional<ConnectionError> read_error(const database::Row& row) {
    if (row.is_null(5)) return std::nullopt;
    return ConnectionError{row.text(5), row.time(6)};
}

Connection read_connection(const database::Row& row) {
    return {
        .id = row.id<ConnectionId>(0),
        .platform = platform_from_text(row.text_view(1)),
        .name = row.text(2),
        .secret_sealed = row.optional_text(3),
        .last_event_at = time_if_any(row, 4),
        .last_error = read_error(row),
        .created_at = row.time(7),
        .version = row.integer(8),
    };
}

}  // namespace

database::Page<Connection> list(database::Transaction& tx, const database::PageRequest& request) {
    return database::ListQuery(columns, "connections k", "k.id").page(tx, request, read_connection);
}

std::optional<Connection> find(database::Transaction& tx, const ConnectionId& id) {
    return tx.first(select_one, read_connection, id);
}

Stored insert(database::Transaction& tx, const Connection& connection) {
    const auto& name = connection.name;
    const auto rows = tx.execute(insert_statement, connection.id, to_text(connection.platform), name, caseless(name),
                                 fold(name), connection.secret_sealed, connection.created_at);
    return rows == 1 ? Stored::yes : Stored::name_taken;
}

Stored update(database::Transaction& tx, const Connection& connection) {
    const auto& name = connection.name;
    try {
        tx.execute(update_statement, connection.id, name, caseless(name), fold(name), connection.secret_sealed);
        return Stored::yes;
    } catch (const database::ConstraintViolated& violation) {
        if (violation.kind() != database::ConstraintViolated::Kind::unique) throw;
        return Stored::name_taken;
    }
}

Deleted remove(database::Transaction& tx, const ConnectionId& id) {
    try {
        tx.execute(delete_statement, id);
        return Deleted::yes;
    } catch (const database::ConstraintViolated& violation) {
        if (violation.kind() != database::ConstraintViolated::Kind::foreign_key) throw;
        return Deleted::has_events;
    }
}

void note_event(database::Transaction& tx, const ConnectionId& id, Time now) {
    tx.execute(update_event, id, now, now - event_resolution);
}

void note_error(database::Transaction& tx, const ConnectionId& id, std::string_view message, Time now) {
    tx.execute(update_error, id, message, now);
}

}  // namespace rollcall::connectors
