#include "calls/listing/call_list_store.hpp"

#include <fmt/format.h>
#include <boost/describe/class.hpp>

#include <algorithm>
#include <bit>
#include <set>
#include <stdexcept>
#include <string_view>

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::calls {

namespace {

using database::Row;
using database::SqlFragment;
using database::StatementBuilder;

/// The index that finds the calls. Of status and direction it is the one that fewer calls have: most have ended.
enum class Index { time, status, direction };

Index choose_index(const CallFilter& filter) {
    if (filter.direction && (!filter.status || filter.status == CallStatus::ended)) return Index::direction;
    return filter.status ? Index::status : Index::time;
}

void add_index_condition(StatementBuilder& statement, Index index, const CallFilter& filter) {
    if (index == Index::status) statement.add(" AND c.status = ?", {filter.status});
    if (index == Index::direction) statement.add(" AND c.direction = ?", {filter.direction});
}

/// The conditions that the index does not cover. No column is compared as it is, since the database might choose
/// another index for it.
SqlFragment other_conditions(Index index, const CallFilter& filter) {
    SqlFragment conditions{"TRUE"};
    const auto add_column = [&](std::string_view column, const database::Parameter& value) {
        conditions.sql += fmt::format(" AND COALESCE(c.{}, '') = ?", column);
        conditions.values.push_back(value);
    };
    if (filter.status && index != Index::status) add_column("status", filter.status);
    if (filter.direction && index != Index::direction) add_column("direction", filter.direction);
    return conditions;
}

void add_range(StatementBuilder& statement, const CallRange& range) {
    statement.add(" AND (c.started_at, c.number) > (?, ?) AND (c.started_at, c.number) < (?, ?)",
                  {range.after.started_at, range.after.number, range.before.started_at, range.before.number});
}

std::string_view order_of(const CallRange& range) { return range.newest_first ? "DESC" : "ASC"; }

void add_order(StatementBuilder& statement, const CallRange& range) {
    statement.add(fmt::format(" ORDER BY c.started_at {0}, c.number {0}", order_of(range)));
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

void add_calls_of_agent(StatementBuilder& statement, std::string_view agent, const CallFilter& filter,
                        const CallRange& range) {
    static const auto select =
        "SELECT " + database::columns_of<CallPosition>("c") + " FROM calls c WHERE c.agent_id = ?";
    const auto index = choose_index(filter);
    statement.add(select, {agent});
    add_index_condition(statement, index, filter);
    add_range(statement, range);
    statement.add(" AND ").add(other_conditions(index, filter));
}

/// As the index calls_by_number has it.
constexpr auto number_of_other_party =
    "replace(replace(replace(replace(replace(replace(CASE c.direction WHEN 'outbound' THEN c.to_number "
    "WHEN 'inbound' THEN c.from_number ELSE COALESCE(c.from_number, c.to_number) END, "
    "' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', '')";

void add_calls_with_number(StatementBuilder& statement, std::string_view number, const access::Scope& scope,
                           const CallFilter& filter, const CallRange& range) {
    static const auto select = fmt::format("SELECT {} FROM calls c WHERE {} = ?",
                                           database::columns_of<CallPosition>("c"), number_of_other_party);
    statement.add(select, {number});
    add_range(statement, range);
    // Not the column as it is, since the database might choose another index for it.
    statement.add(" AND COALESCE(c.agent_id, '') IN (");
    add_agents(statement, scope, filter);
    statement.add(") AND ").add(other_conditions(Index::time, filter));
}

/// Nothing for an agent that has no call in the range.
struct FirstCallRow {
    AgentId agent_id;
    std::optional<std::int64_t> started_at;
};
BOOST_DESCRIBE_STRUCT(FirstCallRow, (), (agent_id, started_at))

constexpr std::size_t numbers_per_statement = 64;
constexpr auto select_number = "SELECT number FROM calls WHERE id = $1";

std::int64_t read_number(const Row& row) { return row.integer(0); }

}  // namespace

std::vector<AgentId> list_filtered_agents(database::Transaction& tx, const access::Scope& scope,
                                          const CallFilter& filter) {
    StatementBuilder statement;
    add_agents(statement, scope, filter);
    return statement.add(" ORDER BY agent_id").all(tx, [](const Row& row) { return row.id<AgentId>(0); });
}

bool is_covered_by_index(const CallFilter& filter) {
    return filter.words.has_value() + filter.status.has_value() + filter.direction.has_value() <= 1;
}

std::vector<CallCandidate> list_candidates(database::Transaction& tx, const CallFilter& filter, const CallRange& range,
                                           std::int64_t limit) {
    const auto index = choose_index(filter);
    auto matches = other_conditions(index, filter);
    matches.sql = fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", matches.sql);
    const auto columns = database::columns_of<CallCandidate>("c", {{"matches", matches.sql}});
    StatementBuilder statement;
    statement.add(fmt::format("SELECT {} FROM calls c WHERE c.agent_id IS NOT NULL", columns), matches.values);
    add_index_condition(statement, index, filter);
    add_range(statement, range);
    add_order(statement, range);
    return statement.add(" LIMIT ?", {limit}).all(tx, database::read_row<CallCandidate>);
}

std::vector<std::int64_t> list_matching_numbers(database::Transaction& tx, const CallFilter& filter,
                                                std::span<const std::int64_t> numbers) {
    std::vector<std::int64_t> matching;
    for (std::size_t begin = 0; begin < numbers.size(); begin += numbers_per_statement) {
        StatementBuilder statement("SELECT c.number FROM calls c WHERE c.number IN (");
        for (std::size_t index = begin; index < begin + numbers_per_statement; ++index) {
            statement.add(index > begin ? ", ?" : "?", {numbers[std::min(index, numbers.size() - 1)]});
        }
        statement.add(")");
        if (filter.status) statement.add(" AND COALESCE(c.status, '') = ?", {filter.status});
        if (filter.direction) statement.add(" AND COALESCE(c.direction, '') = ?", {filter.direction});
        const auto found = statement.all(tx, read_number);
        matching.insert(matching.end(), found.begin(), found.end());
    }
    return matching;
}

std::vector<FirstCall> list_first_calls(database::Transaction& tx, const access::Scope& scope, const CallFilter& filter,
                                        const CallRange& range) {
    StatementBuilder statement("SELECT s.agent_id, (SELECT c.started_at FROM calls c WHERE c.agent_id = s.agent_id");
    add_index_condition(statement, choose_index(filter), filter);
    add_range(statement, range);
    add_order(statement, range);
    statement.add(" LIMIT 1) FROM (");
    add_agents(statement, scope, filter);
    statement.add(") s");
    std::vector<FirstCall> calls;
    for (auto& row : statement.all(tx, database::read_row<FirstCallRow>)) {
        if (row.started_at) calls.push_back({std::move(row.agent_id), *row.started_at});
    }
    return calls;
}

// Both databases merge the parts of a UNION ALL that are in the wanted order, and read no further than the limit. The
// statement has one of few texts: ids that no agent has fill it.
std::vector<CallPosition> list_calls_of_agents(database::Transaction& tx, std::span<const AgentId> agents,
                                               const CallFilter& filter, const CallRange& range, std::int64_t limit) {
    if (agents.size() > max_agents_of_one_statement) throw std::logic_error("too many agents for one statement");
    std::size_t parts = 1;
    while (parts < agents.size()) parts *= 2;
    StatementBuilder statement;
    for (std::size_t part = 0; part < parts; ++part) {
        if (part > 0) statement.add(" UNION ALL ");
        add_calls_of_agent(statement, part < agents.size() ? agents[part].text() : "", filter, range);
    }
    statement.add(fmt::format(" ORDER BY started_at {0}, number {0} LIMIT ?", order_of(range)), {limit});
    return statement.all(tx, database::read_row<CallPosition>);
}

// Of few texts too: what fills them is no call's number without separators, of which "-" is one.
std::vector<CallPosition> list_calls_with_numbers(database::Transaction& tx, const access::Scope& scope,
                                                  const CallFilter& filter, const CallRange& range,
                                                  std::int64_t limit) {
    const std::set<std::string> different(filter.numbers->begin(), filter.numbers->end());
    const std::vector<std::string> numbers(different.begin(), different.end());
    StatementBuilder statement;
    for (std::size_t part = 0; part < std::bit_ceil(numbers.size()); ++part) {
        if (part > 0) statement.add(" UNION ALL ");
        add_calls_with_number(statement, part < numbers.size() ? numbers[part] : "-", scope, filter, range);
    }
    statement.add(fmt::format(" ORDER BY started_at {0}, number {0} LIMIT ?", order_of(range)), {limit});
    return statement.all(tx, database::read_row<CallPosition>);
}

std::optional<std::int64_t> find_call_number(database::Transaction& tx, const CallId& id) {
    return tx.first(select_number, read_number, id);
}

}  // namespace rollcall::calls
