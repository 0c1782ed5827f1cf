#include "agents/configuration_store.hpp"

#include "agents/agent_limits.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::database {

/// A configuration is kept as JSON text.
template <>
struct ColumnReader<agents::Configuration> {
    static agents::Configuration read(const Row& row, int column) {
        return agents::Configuration::from_text(row.text_view(column));
    }
};

}  // namespace rollcall::database

namespace rollcall::agents {

namespace {

using database::StatementBuilder;

constexpr database::ColumnExpression publisher_name[] = {{"publisher_name", "m.name"}};
constexpr auto from_versions = "agent_versions v LEFT JOIN members m ON m.id = v.published_by";

constexpr auto insert_next = R"(
    INSERT INTO agent_versions (id, agent_id, number, configuration, published_by, published_at)
    SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, $4, $5 FROM agent_versions WHERE agent_id = $2)";

constexpr auto delete_oldest = R"(
    DELETE FROM agent_versions
    WHERE agent_id = $1 AND number <= (SELECT MAX(number) FROM agent_versions WHERE agent_id = $1) - $2)";

StatementBuilder select_version(const AgentId& agent) {
    static const auto columns = database::columns_of<AgentVersion>("v", publisher_name);
    StatementBuilder statement("SELECT " + columns + " FROM ");
    return statement.add(from_versions).where("v.agent_id = ?", {agent});
}

}  // namespace

database::Page<VersionSummary> list_versions(database::Transaction& tx, const AgentId& agent,
                                             const database::PageRequest& request) {
    static const auto columns = database::columns_of<VersionSummary>("v", publisher_name);
    database::ListQuery query(columns, from_versions, "v.id");
    query.where("v.agent_id = ?", {agent});
    return query.page(tx, request, database::read_row<VersionSummary>);
}

std::optional<AgentVersion> find_version(database::Transaction& tx, const AgentId& agent, std::int64_t number) {
    return select_version(agent).where("v.number = ?", {number}).first(tx, database::read_row<AgentVersion>);
}

AgentVersion get_live_version(database::Transaction& tx, const AgentId& agent) {
    return select_version(agent)
        .add(" ORDER BY v.number DESC LIMIT 1")
        .first(tx, database::read_row<AgentVersion>)
        .value();
}

void insert_version_row(database::Transaction& tx, const AgentId& agent, const Configuration& configuration,
                        const MemberId& published_by, Time now) {
    tx.execute(insert_next, make_uuid(now), agent, configuration.text(), published_by, now);
    tx.execute(delete_oldest, agent, kept_versions);
}

}  // namespace rollcall::agents
