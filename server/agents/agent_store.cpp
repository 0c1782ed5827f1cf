#include "agents/agent_store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "access/assignment_store.hpp"
#include "access/member_row_store.hpp"
#include "access/scope_store.hpp"
#include "core/searching/marked_words.hpp"
#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/folding_store.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::agents {

namespace {

using database::SqlFragment;
using database::StatementBuilder;
using Violation = database::ConstraintViolated;

constexpr database::ColumnExpression company_name[] = {{"company_name", "c.name"}};
constexpr auto from_agents = "agents a JOIN companies c ON c.id = a.company_id";

constexpr auto select_draft = "SELECT draft FROM agents WHERE id = $1";
constexpr auto update_draft = "UPDATE agents SET draft = $2, version = version + 1 WHERE id = $1";
constexpr auto delete_statement = "DELETE FROM agents WHERE id = $1";

/// What it means that a constraint refused an agent.
AgentStored outcome_of(const Violation& violation) {
    if (violation.kind() == Violation::Kind::foreign_key) return AgentStored::no_such_company;
    throw violation;
}

/// A search as conditions on an agent a and its company c. They borrow from it.
class AgentSearch {
public:
    explicit AgentSearch(std::string_view text) : text_(fold(text)) {
        const auto words = split_at_white_space(text_);
        // Without the white space around it.
        text_ = fmt::format("{}", fmt::join(words, " "));
        beginning_ = contains_pattern(text_).substr(1);
        for (const auto& word : words) patterns_.push_back(contains_pattern(word));
    }

    SqlFragment begins_name() const { return {R"(a.name_folded LIKE ? ESCAPE '\')", {beginning_}}; }
    SqlFragment is_in_name() const { return for_each_word(R"(a.name_folded LIKE ? ESCAPE '\')", 1); }
    SqlFragment matches() const {
        return for_each_word(R"((a.name_folded LIKE ? ESCAPE '\' OR c.name_folded LIKE ? ESCAPE '\'))", 2);
    }

private:
    SqlFragment for_each_word(std::string_view condition, int values) const {
        SqlFragment all{"TRUE"};
        for (const auto& pattern : patterns_) {
            all.sql.append(" AND ").append(condition);
            for (int value = 0; value < values; ++value) all.values.emplace_back(pattern);
        }
        return all;
    }

    std::string text_;
    std::string beginning_;
    std::vector<std::string> patterns_;
};

SqlFragment negate(const SqlFragment& condition) { return {"NOT (" + condition.sql + ")", condition.values}; }

}  // namespace

database::Page<AgentSummary> list_agents(database::Transaction& tx, const access::Caller& caller,
                                         const AgentFilter& filter, const database::PageRequest& request, Time now) {
    static const auto columns = database::columns_of<AgentSummary>("a", company_name);
    database::ListQuery query(columns, from_agents, "a.id");
    const auto scope = access::agents_with(caller, {}, now);
    if (!scope.is_everything()) query.where(scope.includes("a.id"));
    if (filter.company) query.where("a.company_id = ?", {*filter.company});
    if (!filter.search) return query.page(tx, request, database::read_row<AgentSummary>);

    const AgentSearch search(*filter.search);
    if (request.sort.name != best_agent_match.name) {
        query.where(search.matches());
        return query.page(tx, request, database::read_row<AgentSummary>);
    }
    constexpr database::SortColumn by_name{"name", "a.name_folded"};
    std::vector<database::ListQuery> parts(3, query);
    parts[0].where(search.begins_name());
    parts[1].where(search.is_in_name());
    parts[1].where(negate(search.begins_name()));
    parts[2].where(search.matches());
    parts[2].where(negate(search.is_in_name()));
    parts[2].where(negate(search.begins_name()));
    return database::page_of_parts(tx, parts, by_name, request, database::read_row<AgentSummary>);
}

std::optional<AgentWithRights> find_agent(database::Transaction& tx, const access::Caller& caller, const AgentId& id,
                                          Time now) {
    static const auto columns = database::columns_of<Agent>("a", company_name);
    StatementBuilder statement("SELECT " + columns + ", ");
    statement.add(access::agents_with(caller, {}, now).contains("a.id")).add(" FROM ").add(from_agents);
    return statement.where("a.id = ?", {id}).first(tx, [&](const database::Row& row) {
        return AgentWithRights{database::read_row<Agent>(row),
                               access::rights_on(caller, row.boolean(row.column_count() - 1))};
    });
}

std::optional<CompanyId> find_agent_company(database::Transaction& tx, const AgentId& id) {
    return tx.first(
        "SELECT company_id FROM agents WHERE id = $1", [](const database::Row& row) { return row.id<CompanyId>(0); },
        id);
}

bool has_agent_of_name(database::Transaction& tx, const access::Caller& caller, const Agent& agent, Time now) {
    StatementBuilder statement("SELECT 1 FROM agents a");
    statement.where("a.company_id = ?", {agent.company_id}).where("a.name_caseless = ?", {fold_case(agent.name)});
    statement.where("a.id <> ?", {agent.id});
    const auto scope = access::agents_with(caller, {}, now);
    if (!scope.is_everything()) statement.where(scope.includes("a.id"));
    return statement.add(" LIMIT 1").first(tx, [](const database::Row& row) { return row.integer(0); }).has_value();
}

MoveEffect count_move_effect(database::Transaction& tx, const Agent& agent, const CompanyId& new_company) {
    const auto of_agent = access::members_assigned_directly(agent.id);
    const auto of_old = access::members_assigned_directly(agent.company_id);
    const auto of_new = access::members_assigned_directly(new_company);
    constexpr auto members = "SELECT COUNT(*) FROM members m WHERE m.role = 'member' AND m.id IN (";
    StatementBuilder statement("SELECT (SELECT COALESCE(SUM(calls), 0) FROM agent_days WHERE agent_id = ?), ",
                               {agent.id});
    statement.add(
        "(SELECT COUNT(*) FROM campaigns WHERE agent_id = ? AND company_id <> ?"
        " AND state IN ('active', 'scheduled')), (",
        {agent.id, new_company});
    statement.add(members).add(of_new).add(") AND m.id NOT IN (").add(of_old);
    statement.add(") AND m.id NOT IN (").add(of_agent).add(")), (");
    statement.add(members).add(of_old).add(") AND m.id NOT IN (").add(of_new);
    statement.add(") AND m.id NOT IN (").add(of_agent).add(")), (");
    const auto add_members_with_contacts = [&] {
        const auto bits = access::Permissions().with(access::Permission::access_crm, true).bits();
        statement.add(members).add(of_agent);
        statement.add(") AND (SELECT crm_enabled FROM accounts) = 1 AND (m.permissions & ?) <> 0", {bits});
    };
    add_members_with_contacts();
    statement.add(" AND m.id NOT IN (").add(access::members_with(new_company)).add(")), (");
    add_members_with_contacts();
    statement.add(" AND m.id NOT IN (").add(of_old).add(") AND NOT ");
    statement.add(access::is_assigned_other_agents(agent.company_id, agent.id)).add(")");
    return statement.first(tx, database::read_row<MoveEffect>).value();
}

AgentStored insert_agent_row(database::Transaction& tx, const Agent& agent) try {
    StatementBuilder::insert_into("agents", {{"id", agent.id},
                                             {"company_id", agent.company_id},
                                             {"name", agent.name},
                                             {"name_caseless", fold_case(agent.name)},
                                             {"name_folded", fold(agent.name)},
                                             {"greeting", agent.greeting},
                                             {"prompt", agent.prompt},
                                             {"voice", agent.voice},
                                             {"language", agent.language},
                                             {"created_at", agent.created_at},
                                             {"updated_at", agent.updated_at}})
        .execute(tx);
    return AgentStored::yes;
} catch (const Violation& violation) {
    return outcome_of(violation);
}

AgentStored update_agent_row(database::Transaction& tx, const Agent& agent) try {
    StatementBuilder::update("agents", {{"company_id", agent.company_id},
                                        {"name", agent.name},
                                        {"name_caseless", fold_case(agent.name)},
                                        {"name_folded", fold(agent.name)},
                                        {"greeting", agent.greeting},
                                        {"prompt", agent.prompt},
                                        {"voice", agent.voice},
                                        {"language", agent.language},
                                        {"updated_at", agent.updated_at}})
        .add(", version = version + 1")
        .where("id = ?", {agent.id})
        .execute(tx);
    return AgentStored::yes;
} catch (const Violation& violation) {
    return outcome_of(violation);
}

std::optional<std::string> find_draft_text(database::Transaction& tx, const AgentId& id) {
    return tx
        .first(
            select_draft, [](const database::Row& row) { return row.optional_text(0); }, id)
        .value();
}

void update_agent_draft(database::Transaction& tx, const AgentId& id, const std::optional<std::string>& draft) {
    tx.execute(update_draft, id, draft);
}

bool delete_agent_row(database::Transaction& tx, const AgentId& id) try {
    access::raise_member_versions(tx, access::members_assigned_directly(id));
    access::update_assignment_summaries_without(tx, id);
    tx.execute(delete_statement, id);
    return true;
} catch (const Violation& violation) {
    if (violation.kind() != Violation::Kind::foreign_key) throw;
    return false;
}

std::string refold_agent_names(database::Transaction& tx, const std::string& position) {
    return database::refold_names(tx, "SELECT id, name, name_folded FROM agents WHERE id > $1 ORDER BY id LIMIT $2",
                                  "UPDATE agents SET name_folded = $1 WHERE id = $2", position);
}

}  // namespace rollcall::agents
