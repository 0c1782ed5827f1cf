#include "calls/intake/unknown_agent_store.hpp"

#include "database/described_row.hpp"

namespace rollcall::calls {

namespace {

constexpr auto from_unknown_agents = "unknown_agents u JOIN connections k ON k.id = u.connection_id";

constexpr auto upsert_statement = R"(
    INSERT INTO unknown_agents (id, connection_id, external_id, name, calls, first_call_at, last_call_at)
    VALUES ($1, $2, $3, $4, 1, $5, $5)
    ON CONFLICT (connection_id, external_id) DO UPDATE SET
        name = COALESCE(excluded.name, unknown_agents.name),
        calls = unknown_agents.calls + 1,
        first_call_at = CASE WHEN excluded.first_call_at < unknown_agents.first_call_at
                             THEN excluded.first_call_at ELSE unknown_agents.first_call_at END,
        last_call_at = CASE WHEN excluded.last_call_at > unknown_agents.last_call_at
                            THEN excluded.last_call_at ELSE unknown_agents.last_call_at END)";
constexpr auto subtract_statement =
    "UPDATE unknown_agents SET calls = calls - $3 WHERE connection_id = $1 AND external_id = $2";
constexpr auto delete_without_calls =
    "DELETE FROM unknown_agents WHERE connection_id = $1 AND external_id = $2 AND calls <= 0";

}  // namespace

database::Page<UnknownAgent> list_unknown_agents(database::Transaction& tx, const database::PageRequest& request) {
    static const auto columns =
        database::columns_of<UnknownAgent>("u", {{"connection_name", "k.name"}, {"platform", "k.platform"}});
    return database::ListQuery(columns, from_unknown_agents, "u.id")
        .page(tx, request, database::read_row<UnknownAgent>);
}

std::optional<ExternalId> find_unknown_agent(database::Transaction& tx, const UnknownAgentId& id) {
    static const auto statement =
        "SELECT " + database::columns_of<ExternalId>("u") + " FROM unknown_agents u WHERE u.id = $1";
    return tx.first(statement, database::read_row<ExternalId>, id);
}

void upsert_unknown_agent_row(database::Transaction& tx, const ExternalId& agent,
                              const std::optional<std::string>& name, Time call_started_at, Time now) {
    tx.execute_later(upsert_statement, UnknownAgentId::make(now), agent.connection_id, agent.external_id, name,
                     call_started_at);
}

void subtract_waiting_calls(database::Transaction& tx, const ExternalId& agent, std::int64_t calls) {
    tx.execute_later(subtract_statement, agent.connection_id, agent.external_id, calls);
    tx.execute_later(delete_without_calls, agent.connection_id, agent.external_id);
}

}  // namespace rollcall::calls
