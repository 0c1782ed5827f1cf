#include "agents/agent_store.hpp"

#include "core/text.hpp"

namespace rollcall::agents {

namespace {

constexpr auto summary_columns =
    "a.id, a.company_id, c.name, a.name, a.voice, a.language, a.created_at, a.updated_at, a.version";
constexpr auto from_agents = "agents a JOIN companies c ON c.id = a.company_id";
constexpr auto in_scope = "a.id IN (SELECT agent_id FROM member_agents WHERE member_id = ?)";

constexpr auto select_one = R"(
    SELECT a.id, a.company_id, c.name, a.name, a.voice, a.language, a.created_at, a.updated_at, a.version,
           a.greeting, a.prompt,
           EXISTS (SELECT 1 FROM member_agents ma WHERE ma.member_id = $2 AND ma.agent_id = a.id)
    FROM agents a JOIN companies c ON c.id = a.company_id
    WHERE a.id = $1)";

constexpr auto insert_statement = R"(
    INSERT INTO agents (id, company_id, name, name_caseless, name_folded, greeting, prompt, voice, language,
                        created_at, updated_at, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1))";

constexpr auto update_statement = R"(
    UPDATE agents SET company_id = $2, name = $3, name_caseless = $4, name_folded = $5, greeting = $6, prompt = $7,
                      voice = $8, language = $9, updated_at = $10, version = version + 1
    WHERE id = $1)";

constexpr auto raise_versions_of_members = R"(
    UPDATE members SET version = version + 1
    WHERE id IN (SELECT member_id FROM agent_assignments WHERE agent_id = $1))";
constexpr auto delete_statement = "DELETE FROM agents WHERE id = $1";

AgentSummary read_summary(const database::Row& row) {
    return {
        .id = row.id<AgentId>(0),
        .company_id = row.id<CompanyId>(1),
        .company_name = row.text(2),
        .name = row.text(3),
        .voice = row.optional_text(4),
        .language = row.optional_text(5),
        .created_at = row.time(6),
        .updated_at = row.time(7),
        .version = row.integer(8),
    };
}

SeenAgent read_seen(const database::Row& row) {
    const auto relation = row.boolean(11) ? access::Relation::assigned : access::Relation::none;
    return {.agent = {read_summary(row), row.optional_text(9), row.optional_text(10)}, .relation = relation};
}

// What a constraint that refused an agent means.
template <class Write>
Stored stored(Write write) {
    using Kind = database::ConstraintViolated::Kind;
    try {
        write();
        return Stored::yes;
    } catch (const database::ConstraintViolated& violation) {
        if (violation.kind() == Kind::unique) return Stored::name_taken;
        if (violation.kind() == Kind::foreign_key) return Stored::no_such_company;
        throw;
    }
}

}  // namespace

database::Page<AgentSummary> list(database::Transaction& tx, const access::Caller& caller,
                                  const std::optional<CompanyId>& company, const database::PageRequest& request) {
    database::ListQuery query(summary_columns, from_agents, "a.id");
    if (!caller.is_administrator()) query.where(in_scope, {caller.member});
    if (company) query.where("a.company_id = ?", {*company});
    return query.page(tx, request, read_summary);
}

std::optional<SeenAgent> find(database::Transaction& tx, const access::Caller& caller, const AgentId& id) {
    return tx.first(select_one, read_seen, id, caller.member);
}

Stored insert(database::Transaction& tx, const Agent& agent) {
    return stored([&] {
        tx.execute(insert_statement, agent.id, agent.company_id, agent.name, caseless(agent.name), fold(agent.name),
                   agent.greeting, agent.prompt, agent.voice, agent.language, agent.created_at, agent.updated_at);
    });
}

Stored update(database::Transaction& tx, const Agent& agent) {
    return stored([&] {
        tx.execute(update_statement, agent.id, agent.company_id, agent.name, caseless(agent.name), fold(agent.name),
                   agent.greeting, agent.prompt, agent.voice, agent.language, agent.updated_at);
    });
}

Removed remove(database::Transaction& tx, const AgentId& id) try {
    tx.execute(raise_versions_of_members, id);
    tx.execute(delete_statement, id);
    return Removed::yes;
} catch (const database::ConstraintViolated& violation) {
    if (violation.kind() != database::ConstraintViolated::Kind::foreign_key) throw;
    return Removed::has_calls;
}

}  // namespace rollcall::agents
