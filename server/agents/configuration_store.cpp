#include "agents/configuration_store.hpp"

namespace rollcall::agents {

namespace {

constexpr auto summary_columns = "v.number, v.published_by, m.name, v.published_at";
constexpr auto from_versions = "agent_versions v LEFT JOIN members m ON m.id = v.published_by";

constexpr auto select_version = R"(
    SELECT v.number, v.published_by, m.name, v.published_at, v.configuration
    FROM agent_versions v LEFT JOIN members m ON m.id = v.published_by
    WHERE v.agent_id = $1 AND v.number = $2)";
constexpr auto select_live = R"(
    SELECT v.number, v.published_by, m.name, v.published_at, v.configuration
    FROM agent_versions v LEFT JOIN members m ON m.id = v.published_by
    WHERE v.agent_id = $1 ORDER BY v.number DESC LIMIT 1)";
constexpr auto insert_next = R"(
    INSERT INTO agent_versions (id, agent_id, number, configuration, published_by, published_at)
    SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, $4, $5 FROM agent_versions WHERE agent_id = $2)";

constexpr auto select_draft = "SELECT draft FROM agents WHERE id = $1";
constexpr auto update_draft = "UPDATE agents SET draft = $2, version = version + 1 WHERE id = $1";

VersionSummary read_summary(const database::Row& row) {
    return {
        .number = row.integer(0),
        .published_by = row.id<MemberId>(1),
        .publisher_name = row.optional_text(2),
        .published_at = row.time(3),
    };
}

AgentVersion read_version(const database::Row& row) {
    return {read_summary(row), Configuration::from_text(row.text_view(4))};
}

}  // namespace

database::Page<VersionSummary> list_versions(database::Transaction& tx, const AgentId& agent,
                                             const database::PageRequest& request) {
    database::ListQuery query(summary_columns, from_versions, "v.id");
    query.where("v.agent_id = ?", {agent});
    return query.page(tx, request, read_summary);
}

std::optional<AgentVersion> find_version(database::Transaction& tx, const AgentId& agent, std::int64_t number) {
    return tx.first(select_version, read_version, agent, number);
}

AgentVersion live_version(database::Transaction& tx, const AgentId& agent) {
    return tx.first(select_live, read_version, agent).value();
}

void insert_version(database::Transaction& tx, const AgentId& agent, const Configuration& configuration,
                    const MemberId& published_by, Time now) {
    tx.execute(insert_next, make_uuid(now), agent, configuration.text(), published_by, now);
}

std::optional<Configuration> find_draft(database::Transaction& tx, const AgentId& agent) {
    const auto read_draft = [](const database::Row& row) { return row.optional_text(0); };
    const auto draft = tx.first(select_draft, read_draft, agent).value();
    return draft ? std::optional(Configuration::from_text(*draft)) : std::nullopt;
}

void set_draft(database::Transaction& tx, const AgentId& agent, const std::optional<Configuration>& draft) {
    const auto text = draft ? std::optional(draft->text()) : std::nullopt;
    tx.execute(update_draft, agent, text);
}

}  // namespace rollcall::agents
