#include "connectors/connections/external_id_store.hpp"

namespace rollcall::connectors {

namespace {

constexpr auto select_of_agent = R"(
    SELECT connection_id, external_id FROM agent_external_ids WHERE agent_id = $1 ORDER BY connection_id, external_id)";
constexpr auto select_agent = "SELECT agent_id FROM agent_external_ids WHERE connection_id = $1 AND external_id = $2";
constexpr auto insert_statement = R"(
    INSERT INTO agent_external_ids (connection_id, external_id, agent_id) VALUES ($1, $2, $3)
    ON CONFLICT (connection_id, external_id) DO NOTHING)";
constexpr auto select_connection = "SELECT id FROM connections WHERE id = $1";
constexpr auto delete_statement = "DELETE FROM agent_external_ids WHERE connection_id = $1 AND external_id = $2";

ExternalId read_external_id(const database::Row& row) { return {row.id<ConnectionId>(0), row.text(1)}; }

AgentId read_agent(const database::Row& row) { return row.id<AgentId>(0); }

bool has_connection(database::Transaction& tx, const ConnectionId& id) {
    return tx
        .first(
            select_connection, [](const database::Row&) { return true; }, id)
        .has_value();
}

}  // namespace

std::vector<ExternalId> external_ids_of(database::Transaction& tx, const AgentId& agent) {
    return tx.all(select_of_agent, read_external_id, agent);
}

std::optional<AgentId> agent_of(database::Transaction& tx, const ExternalId& id) {
    return tx.first(select_agent, read_agent, id.connection_id, id.external_id);
}

Entered enter(database::Transaction& tx, const ExternalId& id, const AgentId& agent) {
    // Looked for first: after a statement that a constraint refuses, nothing else may be asked.
    if (!has_connection(tx, id.connection_id)) return Entered::no_such_connection;
    if (tx.execute(insert_statement, id.connection_id, id.external_id, agent) == 1) return Entered::yes;
    return agent_of(tx, id) == agent ? Entered::yes : Entered::other_agent;
}

void take_away(database::Transaction& tx, const ExternalId& id) {
    tx.execute(delete_statement, id.connection_id, id.external_id);
}

}  // namespace rollcall::connectors
