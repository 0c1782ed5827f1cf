#include "calls/listing/call_list_store.hpp"

#include <fmt/format.h>
#include <boost/describe/class.hpp>

#include <algorithm>
#include <bit>
#include <set>
#include <stdexcept>
#include <string_view>

#include "calls/intake/call_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::calls {

namespace {

using database::Row;
using database::SqlFragment;
using database::StatementBuilder;

/// The index that finds the calls: of the conditions the one that fewest calls meet as a rule.
enum class Index { time, status, direction, outcome, recording };

Index choose_index(const CallFilter& filter) {
    if (filter.status && filter.status != CallStatus::ended) return Index::status;
    if (filter.outcome) return Index::outcome;
    if (filter.direction) return Index::direction;
    if (filter.with_recording) return Index::recording;
    return filter.status ? Index::status : Index::time;
}

void add_index_condition(StatementBuilder& statement, Index index, const CallFilter& filter) {
    if (index == Index::status) statement.add(" AND c.status = ?", {filter.status});
    if (index == Index::direction) statement.add(" AND c.direction = ?", {filter.direction});
    if (index == Index::outcome) statement.add(" AND COALESCE(c.outcome, 'unknown') = ?", {filter.outcome});
    if (index == Index::recording) statement.add(" AND c.has_recording = 1");
}

/// In milliseconds, both included.
std::pair<std::int64_t, std::int64_t> lengths_of(const CallFilter& filter) {
    // A call of 10.4 seconds is shown as one of 10.
    const auto last = filter.max_duration ? filter.max_duration->count() + 999 : highest_number;
    return {filter.min_duration.value_or(Duration(0)).count(), last};
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
    if (filter.outcome && index != Index::outcome) {
        conditions.sql += " AND CASE WHEN c.outcome IS NULL THEN 'unknown' ELSE c.outcome END = ?";
        conditions.values.emplace_back(filter.outcome);
    }
    if (filter.with_recording && index != Index::recording) conditions.sql += " AND COALESCE(c.has_recording, 0) = 1";
    if (filter.has_length()) {
        const auto [shortest, longest] = lengths_of(filter);
        conditions.sql += " AND COALESCE(c.duration, -1) BETWEEN ? AND ?";
        conditions.values.emplace_back(shortest);
        conditions.values.emplace_back(longest);
    }
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

/// Of a statement for these agents.
std::size_t count_parts(std::span<const AgentId> agents) {
    if (agents.size() > max_agents_of_one_statement) throw std::logic_error("too many agents for one statement");
    return std::bit_ceil(agents.size());
}

/// A statement with a part for each agent. It has one of few texts: ids that no agent has fill it. The parts have the
/// order of the whole: PostgreSQL merges parts that are ordered themselves, and would sort others, of which it does not
/// know that the index has them in that order. SQLite knows it.
template <class CallRow>
std::vector<CallRow> list_in_parts(database::Transaction& tx, std::span<const AgentId> agents,
                                   const SqlFragment& columns, const SqlFragment& conditions, const CallFilter& filter,
                                   const CallRange& range, std::int64_t limit) {
    const auto select = fmt::format("SELECT * FROM (SELECT {} FROM calls c WHERE c.agent_id = ", columns.sql);
    StatementBuilder statement;
    for (std::size_t part = 0; part < count_parts(agents); ++part) {
        if (part > 0) statement.add(" UNION ALL ");
        statement.add(select, columns.values).add("?", {part < agents.size() ? agents[part].text() : ""});
        add_index_condition(statement, choose_index(filter), filter);
        add_range(statement, range);
        statement.add(" AND ").add(conditions);
        add_order(statement, range);
        statement.add(") part");
    }
    statement.add(fmt::format(" ORDER BY started_at {0}, number {0} LIMIT ?", order_of(range)), {limit});
    return statement.all(tx, database::read_row<CallRow>);
}

/// As the index calls_by_number has it.
constexpr auto number_of_other_party =
    "replace(replace(replace(replace(replace(replace(CASE c.direction WHEN 'outbound' THEN c.to_number "
    "WHEN 'inbound' THEN c.from_number ELSE COALESCE(c.from_number, c.to_number) END, "
    "' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', '')";

constexpr auto character_after_digits = ":";

constexpr auto agent_is_of_country = R"( AND EXISTS (
    SELECT 1 FROM agents owner JOIN companies company ON company.id = owner.company_id
    WHERE owner.id = c.agent_id AND company.country = ?))";

/// After a SELECT of entries of the index calls_by_number.
void add_entries_of_beginning(StatementBuilder& statement, const WrittenNumber& number) {
    static const auto condition = fmt::format(" FROM calls c WHERE {0} > ? AND {0} < ?", number_of_other_party);
    statement.add(condition, {number.text, number.text + character_after_digits});
}

/// The agent of a call is in scope and as the filter wants it. `of_many`: of thousands of calls that are read anyway.
void add_agent_condition(StatementBuilder& statement, bool of_many, const access::Scope& scope,
                         const CallFilter& filter) {
    if (scope.is_everything() && !filter.company && !filter.agent) {
        statement.add(" AND COALESCE(c.agent_id, '') <> ''");
    } else if (of_many) {
        // In a CASE, PostgreSQL reads the agents once; it would look into the scope for each of these many calls.
        statement.add(" AND CASE WHEN ");
        if (filter.company || filter.agent) {
            statement.add("c.agent_id IN (");
            add_agents(statement, scope, filter);
            statement.add(")");
        } else {
            statement.add(scope.includes("c.agent_id"));
        }
        statement.add(" THEN 1 ELSE 0 END = 1");
    } else if (filter.company || filter.agent) {
        // Not the column as it is, since the database might choose another index for it.
        statement.add(" AND COALESCE(c.agent_id, '') IN (");
        add_agents(statement, scope, filter);
        statement.add(")");
    } else {
        statement.add(" AND ").add(scope.contains("c.agent_id"));
    }
}

void add_calls_with_number(StatementBuilder& statement, const WrittenNumber& number, const access::Scope& scope,
                           const CallFilter& filter, const CallRange& range) {
    statement.add("SELECT c.started_at AS started_at, c.number AS number FROM ");
    if (number.is_beginning) {
        // All of these are read, since they are in the order of numbers: from the index alone where it has the columns.
        statement.add(filter.has_columns()
                          ? "(SELECT c.started_at, c.number, c.agent_id, c.status, c.direction, c.outcome, "
                            "c.has_recording, c.duration"
                          : "(SELECT c.started_at, c.number, c.agent_id");
        add_entries_of_beginning(statement, number);
        statement.add(" LIMIT ?) c WHERE TRUE", {static_cast<std::int64_t>(max_calls_of_beginning)});
    } else {
        static const auto equal = fmt::format("calls c WHERE {} = ?", number_of_other_party);
        statement.add(equal, {number.text});
    }
    add_range(statement, range);
    if (!number.country.empty()) statement.add(agent_is_of_country, {number.country});
    add_agent_condition(statement, number.is_beginning, scope, filter);
    statement.add(" AND ").add(other_conditions(Index::time, filter));
}

/// Whether a call can have two of these different numbers, one of which is the beginning of the other.
bool may_find_twice(std::span<const WrittenNumber> numbers) {
    return std::ranges::any_of(numbers, [&](const WrittenNumber& one) {
        return std::ranges::any_of(numbers, [&](const WrittenNumber& other) {
            if (one == other) return false;
            if (one.text == other.text) return one.is_beginning == other.is_beginning;
            return one.is_beginning && other.text.starts_with(one.text);
        });
    });
}

/// Nothing for an agent that has no call in the range.
struct FirstCallRow {
    AgentId agent_id;
    std::optional<std::int64_t> started_at;
};
BOOST_DESCRIBE_STRUCT(FirstCallRow, (), (agent_id, started_at))

constexpr std::size_t numbers_per_statement = 64;
// In order, or PostgreSQL may read through all calls to find few.
constexpr auto select_call_of_length =
    "SELECT number FROM calls WHERE duration >= $1 AND duration <= $2 ORDER BY duration LIMIT 1 OFFSET $3";
constexpr auto select_id = "SELECT id FROM calls WHERE number = $1";
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
    return !filter.has_length() && filter.words.has_value() + filter.status.has_value() + filter.direction.has_value() +
                                           filter.outcome.has_value() + filter.with_recording <=
                                       1;
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

std::optional<std::vector<CallCandidate>> list_calls_of_rare_length(database::Transaction& tx, const CallFilter& filter,
                                                                    std::int64_t limit) {
    const auto [shortest, longest] = lengths_of(filter);
    const auto is_common = tx.first(select_call_of_length, read_number, shortest, longest, limit);
    if (is_common) return std::nullopt;
    auto rest = filter;
    rest.min_duration.reset();
    rest.max_duration.reset();
    auto matches = other_conditions(Index::time, rest);
    matches.sql = fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", matches.sql);
    const auto columns = database::columns_of<CallCandidate>("c", {{"matches", matches.sql}});
    StatementBuilder statement;
    statement.add(fmt::format("SELECT {} FROM calls c WHERE COALESCE(c.agent_id, '') <> ''", columns), matches.values);
    statement.add(" AND c.duration >= ? AND c.duration <= ? ORDER BY c.duration LIMIT ?", {shortest, longest, limit});
    return statement.all(tx, database::read_row<CallCandidate>);
}

std::vector<std::int64_t> list_matching_numbers(database::Transaction& tx, const CallFilter& filter,
                                                std::span<const std::int64_t> numbers) {
    std::vector<database::LaterRows<std::vector<std::int64_t>>> parts;
    for (std::size_t begin = 0; begin < numbers.size(); begin += numbers_per_statement) {
        StatementBuilder statement("SELECT c.number FROM calls c WHERE c.number IN (");
        for (std::size_t index = begin; index < begin + numbers_per_statement; ++index) {
            statement.add(index > begin ? ", ?" : "?", {numbers[std::min(index, numbers.size() - 1)]});
        }
        statement.add(")");
        statement.add(" AND ").add(other_conditions(Index::time, filter));
        parts.push_back(statement.all_later(tx, read_number));
    }
    std::vector<std::int64_t> matching;
    for (auto& part : parts) {
        const auto found = part.get();
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

std::vector<CallPosition> list_calls_of_agents(database::Transaction& tx, std::span<const AgentId> agents,
                                               const CallFilter& filter, const CallRange& range, std::int64_t limit) {
    return list_in_parts<CallPosition>(tx, agents, {database::columns_of<CallPosition>("c")},
                                       other_conditions(choose_index(filter), filter), filter, range, limit);
}

std::vector<CallCandidate> list_candidates_of_agents(database::Transaction& tx, std::span<const AgentId> agents,
                                                     const CallFilter& filter, const CallRange& range,
                                                     std::int64_t limit) {
    auto matches = other_conditions(choose_index(filter), filter);
    matches.sql = fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", matches.sql);
    matches.sql = database::columns_of<CallCandidate>("c", {{"matches", matches.sql}});
    return list_in_parts<CallCandidate>(tx, agents, matches, {"TRUE"}, filter, range, limit);
}

bool has_more_calls_of_beginnings(database::Transaction& tx, std::span<const WrittenNumber> numbers,
                                  std::int64_t count) {
    StatementBuilder statement;
    bool is_first = true;
    std::set<std::string> texts;  // several countries may write a number alike
    for (const auto& number : numbers) {
        if (!number.is_beginning || !texts.insert(number.text).second) continue;
        statement.add(is_first ? "SELECT 1 FROM (SELECT 1 AS entry" : " UNION ALL SELECT 1");
        add_entries_of_beginning(statement, number);
        is_first = false;
    }
    if (is_first) return false;
    statement.add(") entries LIMIT 1 OFFSET ?", {count});
    return statement.first(tx, read_number).has_value();
}

// Of few texts too: what fills them is no call's number without separators, of which "-" is one.
std::vector<CallPosition> list_calls_with_numbers(database::Transaction& tx, const access::Scope& scope,
                                                  const CallFilter& filter, const CallRange& range,
                                                  std::int64_t limit) {
    const std::set<WrittenNumber> different(filter.numbers->begin(), filter.numbers->end());
    const std::vector<WrittenNumber> numbers(different.begin(), different.end());
    const auto* const separator = may_find_twice(numbers) ? " UNION " : " UNION ALL ";
    StatementBuilder statement;
    for (std::size_t part = 0; part < std::bit_ceil(numbers.size()); ++part) {
        if (part > 0) statement.add(separator);
        add_calls_with_number(statement, part < numbers.size() ? numbers[part] : WrittenNumber{"-"}, scope, filter,
                              range);
    }
    statement.add(fmt::format(" ORDER BY started_at {0}, number {0} LIMIT ?", order_of(range)), {limit});
    return statement.all(tx, database::read_row<CallPosition>);
}

std::vector<std::string> list_countries_in_scope(database::Transaction& tx, const access::Scope& agents) {
    if (agents.is_everything()) return list_countries_of_companies(tx);
    StatementBuilder statement(R"(
        SELECT DISTINCT company.country FROM agents a JOIN companies company ON company.id = a.company_id
        WHERE company.country IS NOT NULL AND )");
    statement.add(agents.includes("a.id")).add(" ORDER BY 1");
    return statement.all(tx, [](const Row& row) { return row.text(0); });
}

CallId get_call_id(database::Transaction& tx, std::int64_t number) {
    return tx
        .first(
            select_id, [](const Row& row) { return row.id<CallId>(0); }, number)
        .value();
}

std::optional<CallPosition> find_call_position(database::Transaction& tx, const CallId& id) {
    static const auto select = "SELECT " + database::columns_of<CallPosition>("c") + " FROM calls c WHERE c.id = $1";
    return tx.first(select, database::read_row<CallPosition>, id);
}

std::vector<CallsOfDay> list_calls_of_days(database::Transaction& tx, const access::Scope& scope,
                                           const CallFilter& filter, Day first, Day last) {
    StatementBuilder statement("SELECT d.day, SUM(d.calls) FROM agent_days d WHERE d.day >= ? AND d.day <= ?",
                               {first.time_since_epoch().count(), last.time_since_epoch().count()});
    if (filter.agent || filter.company) {
        statement.add(" AND d.agent_id IN (");
        add_agents(statement, scope, filter);
        statement.add(")");
    } else if (!scope.is_everything()) {
        statement.add(" AND ").add(scope.includes("d.agent_id"));
    }
    statement.add(" GROUP BY d.day HAVING SUM(d.calls) > 0 ORDER BY d.day");
    return statement.all(tx, [](const Row& row) {
        return CallsOfDay{Day(std::chrono::days(row.integer(0))), row.integer(1)};
    });
}

std::optional<std::int64_t> find_call_number(database::Transaction& tx, const CallId& id) {
    return tx.first(select_number, read_number, id);
}

}  // namespace rollcall::calls
