#include "calls/listing/call_list_store.hpp"

#include <fmt/format.h>
#include <boost/describe/class.hpp>

#include <string_view>

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::calls {

namespace {

using database::Row;
using database::SqlFragment;
using database::StatementBuilder;

/// The index that finds the calls. Words have a table of their own, the others are indexes of `calls`. Of status and
/// direction it is the one that fewer calls have: most have ended.
enum class Index { time, status, direction, word };

Index choose_index_without_words(const CallFilter& filter) {
    if (filter.direction && (!filter.status || filter.status == CallStatus::ended)) return Index::direction;
    return filter.status ? Index::status : Index::time;
}

Index choose_index_of_agent(const CallFilter& filter) {
    return filter.required_words().empty() ? choose_index_without_words(filter) : Index::word;
}

// In all statements c is the row of the index: of calls, or of call_words.
std::string_view number_column(Index index) { return index == Index::word ? "c.call_number" : "c.number"; }
std::string_view table_of(Index index) { return index == Index::word ? "call_words c" : "calls c"; }

void add_index_condition(StatementBuilder& statement, Index index, const CallFilter& filter) {
    if (index == Index::word) statement.add(" AND c.word = ?", {filter.required_words().front()});
    if (index == Index::status) statement.add(" AND c.status = ?", {filter.status});
    if (index == Index::direction) statement.add(" AND c.direction = ?", {filter.direction});
}

/// The conditions that the index does not cover. No column of `calls` is compared as it is, since the database might
/// choose another index for it.
SqlFragment other_conditions(Index index, const CallFilter& filter) {
    SqlFragment conditions{"TRUE"};
    const auto add = [&](const std::string& text, const database::Parameter& value) {
        conditions.sql += text;
        conditions.values.push_back(value);
    };
    const auto add_column = [&](std::string_view column, const database::Parameter& value) {
        if (index == Index::word) {
            constexpr auto text =
                " AND EXISTS (SELECT 1 FROM calls r WHERE r.number = c.call_number AND COALESCE(r.{}, '') = ?)";
            add(fmt::format(text, column), value);
        } else {
            add(fmt::format(" AND COALESCE(c.{}, '') = ?", column), value);
        }
    };
    if (filter.status && index != Index::status) add_column("status", filter.status);
    if (filter.direction && index != Index::direction) add_column("direction", filter.direction);
    const auto words = filter.required_words();
    for (const auto& word : index == Index::word ? words.subspan(1) : words) {
        constexpr auto text =
            " AND EXISTS (SELECT 1 FROM call_words w WHERE w.word = ? AND w.agent_id = c.agent_id "
            "AND w.started_at = c.started_at AND w.call_number = {})";
        add(fmt::format(text, number_column(index)), word);
    }
    return conditions;
}

void add_range(StatementBuilder& statement, Index index, const CallRange& range) {
    statement.add(
        fmt::format(" AND (c.started_at, {0}) > (?, ?) AND (c.started_at, {0}) < (?, ?)", number_column(index)),
        {range.after.started_at, range.after.number, range.before.started_at, range.before.number});
}

void add_order(StatementBuilder& statement, Index index, const CallRange& range) {
    statement.add(
        fmt::format(" ORDER BY c.started_at {1}, {0} {1}", number_column(index), range.newest_first ? "DESC" : "ASC"));
}

/// A SELECT of `agent_id`, each once. Of one agent or company, the few agents are checked against the scope; the scope
/// is not listed.
void add_agents(StatementBuilder& statement, const access::Scope& scope, const CallFilter& filter) {
    if (!scope.is_everything() && !filter.company && !filter.agent) {
        statement.add("SELECT DISTINCT agent_id FROM (").add(scope.select()).add(") agents_in_scope");
        return;
    }
    statement.add("SELECT a.id AS agent_id FROM agents a WHERE TRUE");
    if (filter.company) statement.add(" AND a.company_id = ?", {*filter.company});
    if (filter.agent) statement.add(" AND a.id = ?", {*filter.agent});
    if (!scope.is_everything()) statement.add(" AND ").add(scope.contains("a.id"));
}

std::string position_columns(Index index) {
    return database::columns_of<CallPosition>("c", {{"number", number_column(index)}});
}

StatementBuilder select_candidates(Index index, const CallFilter& filter, const CallRange& range) {
    auto matches = other_conditions(index, filter);
    matches.sql = fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", matches.sql);
    const auto columns =
        database::columns_of<CallCandidate>("c", {{"number", number_column(index)}, {"matches", matches.sql}});
    StatementBuilder statement;
    statement.add(fmt::format("SELECT {} FROM {} WHERE c.agent_id IS NOT NULL", columns, table_of(index)),
                  matches.values);
    add_index_condition(statement, index, filter);
    add_range(statement, index, range);
    return statement;
}

/// Nothing for an agent that has no call in the range.
struct FirstCallRow {
    AgentId agent_id;
    std::optional<std::int64_t> started_at;
};
BOOST_DESCRIBE_STRUCT(FirstCallRow, (), (agent_id, started_at))

constexpr auto count_word = "SELECT count(*) FROM (SELECT 1 FROM call_words WHERE word = $1 LIMIT $2) counted";
constexpr auto select_number = "SELECT number FROM calls WHERE id = $1";

std::int64_t read_number(const Row& row) { return row.integer(0); }

}  // namespace

std::vector<AgentId> list_filtered_agents(database::Transaction& tx, const access::Scope& scope,
                                          const CallFilter& filter) {
    StatementBuilder statement;
    add_agents(statement, scope, filter);
    return statement.add(" ORDER BY agent_id").all(tx, [](const Row& row) { return row.id<AgentId>(0); });
}

std::int64_t count_calls_with_word(database::Transaction& tx, const std::string& word, std::int64_t limit) {
    return tx.first(count_word, read_number, word, limit).value();
}

bool is_covered_by_index(const CallFilter& filter) {
    return filter.required_words().size() + filter.status.has_value() + filter.direction.has_value() <= 1;
}

std::vector<CallCandidate> list_candidates(database::Transaction& tx, const CallFilter& filter, const CallRange& range,
                                           std::int64_t limit) {
    const auto index = choose_index_without_words(filter);
    auto statement = select_candidates(index, filter, range);
    add_order(statement, index, range);
    return statement.add(" LIMIT ?", {limit}).all(tx, database::read_row<CallCandidate>);
}

std::vector<CallCandidate> list_candidates_with_word(database::Transaction& tx, const CallFilter& filter,
                                                     const CallRange& range) {
    return select_candidates(Index::word, filter, range).all(tx, database::read_row<CallCandidate>);
}

std::vector<FirstCall> list_first_calls(database::Transaction& tx, const access::Scope& scope, const CallFilter& filter,
                                        const CallRange& range) {
    const auto index = choose_index_of_agent(filter);
    StatementBuilder statement;
    statement.add("SELECT s.agent_id, (SELECT c.started_at FROM ").add(table_of(index));
    statement.add(" WHERE c.agent_id = s.agent_id");
    add_index_condition(statement, index, filter);
    add_range(statement, index, range);
    add_order(statement, index, range);
    statement.add(" LIMIT 1) FROM (");
    add_agents(statement, scope, filter);
    statement.add(") s");
    std::vector<FirstCall> calls;
    for (auto& row : statement.all(tx, database::read_row<FirstCallRow>)) {
        if (row.started_at) calls.push_back({std::move(row.agent_id), *row.started_at});
    }
    return calls;
}

std::vector<CallPosition> list_calls_of_agent(database::Transaction& tx, const AgentId& agent, const CallFilter& filter,
                                              const CallRange& range, std::int64_t limit) {
    const auto index = choose_index_of_agent(filter);
    StatementBuilder statement;
    statement.add(fmt::format("SELECT {} FROM {} WHERE c.agent_id = ?", position_columns(index), table_of(index)),
                  {agent});
    add_index_condition(statement, index, filter);
    add_range(statement, index, range);
    statement.add(" AND ").add(other_conditions(index, filter));
    add_order(statement, index, range);
    return statement.add(" LIMIT ?", {limit}).all(tx, database::read_row<CallPosition>);
}

std::optional<std::int64_t> find_call_number(database::Transaction& tx, const CallId& id) {
    return tx.first(select_number, read_number, id);
}

}  // namespace rollcall::calls
