#include "connectors/connections/unknown_agent_store.hpp"

namespace rollcall::connectors {

namespace {

constexpr auto columns = R"(
    u.id, u.connection_id, u.external_id, k.name, k.platform, u.name, u.calls, u.first_call_at, u.last_call_at)";
constexpr auto from_unknown = "unknown_agents u JOIN connections k ON k.id = u.connection_id";
constexpr auto select_external_id = "SELECT connection_id, external_id FROM unknown_agents WHERE id = $1";

UnknownAgent read_unknown_agent(const database::Row& row) {
    return {
        .id = row.id<UnknownAgentId>(0),
        .external_id = {row.id<ConnectionId>(1), row.text(2)},
        .connection_name = row.text(3),
        .platform = platform_from_text(row.text_view(4)),
        .name = row.optional_text(5),
        .calls = row.integer(6),
        .first_call_at = row.time(7),
        .last_call_at = row.time(8),
    };
}

}  // namespace

database::Page<UnknownAgent> list_unknown_agents(database::Transaction& tx, const database::PageRequest& request) {
    return database::ListQuery(columns, from_unknown, "u.id").page(tx, request, read_unknown_agent);
}

std::optional<ExternalId> find_unknown_agent(database::Transaction& tx, const UnknownAgentId& id) {
    return tx.first(
        select_external_id,
        [](const database::Row& row) {
            return ExternalId{row.id<ConnectionId>(0), row.text(1)};
        },
        id);
}

}  // namespace rollcall::connectors
