#include "calls/intake/external_id_store.hpp"

#include "database/described_row.hpp"

namespace rollcall::calls {

namespace {

constexpr auto select_agent = "SELECT agent_id FROM agent_external_ids WHERE connection_id = $1 AND external_id = $2";
constexpr auto select_agents_of_connection =
    "SELECT DISTINCT agent_id FROM agent_external_ids WHERE connection_id = $1 LIMIT 2";
constexpr auto insert_statement = R"(
    INSERT INTO agent_external_ids (connection_id, external_id, agent_id) VALUES ($1, $2, $3)
    ON CONFLICT (connection_id, external_id) DO NOTHING)";
constexpr auto select_connection = "SELECT 1 FROM connections WHERE id = $1";
constexpr auto delete_statement = "DELETE FROM agent_external_ids WHERE connection_id = $1 AND external_id = $2";

bool has_connection(database::Transaction& tx, const ConnectionId& id) {
    return !tx.all(
                  select_connection, [](const database::Row&) { return true; }, id)
                .empty();
}

}  // namespace

std::vector<ExternalId> list_external_ids(database::Transaction& tx, const AgentId& agent) {
    static const auto statement = "SELECT " + database::columns_of<ExternalId>("e") +
                                  " FROM agent_external_ids e WHERE e.agent_id = $1"
                                  " ORDER BY e.connection_id, e.external_id";
    return tx.all(statement, database::read_row<ExternalId>, agent);
}

std::optional<AgentId> find_agent_by_external_id(database::Transaction& tx, const ExternalId& id) {
    return tx.first(
        select_agent, [](const database::Row& row) { return row.id<AgentId>(0); }, id.connection_id, id.external_id);
}

std::optional<AgentId> find_only_agent_of_connection(database::Transaction& tx, const ConnectionId& id) {
    const auto agents = tx.all(
        select_agents_of_connection, [](const database::Row& row) { return row.id<AgentId>(0); }, id);
    return agents.size() == 1 ? std::optional(agents.front()) : std::nullopt;
}

ExternalIdStored insert_external_id_row(database::Transaction& tx, const ExternalId& id, const AgentId& agent) {
    // Looked for first: after a statement that a constraint refuses, nothing else may be asked.
    if (!has_connection(tx, id.connection_id)) return ExternalIdStored::no_such_connection;
    if (tx.execute(insert_statement, id.connection_id, id.external_id, agent) == 1) return ExternalIdStored::yes;
    return find_agent_by_external_id(tx, id) == agent ? ExternalIdStored::yes : ExternalIdStored::other_agent;
}

void delete_external_id_row(database::Transaction& tx, const ExternalId& id) {
    tx.execute(delete_statement, id.connection_id, id.external_id);
}

}  // namespace rollcall::calls
