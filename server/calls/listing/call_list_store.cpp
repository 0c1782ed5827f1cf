#include "calls/listing/call_list_store.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <string_view>

#include "calls/names.hpp"

namespace rollcall::calls {

namespace {

using database::Parameter;

/// A statement as it is put together: `?` stands for the next value, which is borrowed.
class Statement {
public:
    Statement& add(std::string_view text, std::initializer_list<Parameter> values = {}) {
        auto value = values.begin();
        for (const char character : text) {
            if (character != '?') {
                sql_ += character;
                continue;
            }
            values_.push_back(*value++);
            sql_ += fmt::format("${}", values_.size());
        }
        return *this;
    }

    template <class Read>
    auto all(database::Transaction& tx, Read read) const {
        return tx.all_of(sql_, values_, read);
    }

private:
    std::string sql_;
    std::vector<Parameter> values_;
};

/// What the calls are found by. Words are in a table of their own, the rest is in indexes of `calls`; of status and
/// direction the one leads that fewer calls have: most have ended.
enum class Leads { nothing, status, direction, word };

Leads status_or_direction(const CallConditions& conditions) {
    if (conditions.direction && (!conditions.status || conditions.status == CallStatus::ended)) {
        return Leads::direction;
    }
    return conditions.status ? Leads::status : Leads::nothing;
}

Leads leads_within_agent(const CallConditions& conditions) {
    return conditions.words.empty() ? status_or_direction(conditions) : Leads::word;
}

// In all statements c is the row of the index: of calls, or of call_words where a word leads.
std::string_view number_column(Leads leads) { return leads == Leads::word ? "c.call_number" : "c.number"; }
std::string_view table(Leads leads) { return leads == Leads::word ? "call_words c" : "calls c"; }

void add_led(Statement& statement, Leads leads, const CallConditions& conditions) {
    if (leads == Leads::word) statement.add(" AND c.word = ?", {conditions.words.front()});
    if (leads == Leads::status) statement.add(" AND c.status = ?", {name_of(*conditions.status)});
    if (leads == Leads::direction) statement.add(" AND c.direction = ?", {name_of(*conditions.direction)});
}

/// What the index does not know. No column of `calls` is compared as it is, or another index might be tried for it.
void add_residual(Statement& statement, Leads leads, const CallConditions& conditions) {
    statement.add("TRUE");
    const auto call =
        leads == Leads::word ? "EXISTS (SELECT 1 FROM calls r WHERE r.number = c.call_number AND {})" : "{}";
    const auto row = leads == Leads::word ? "r" : "c";
    const auto add_column = [&](std::string_view column, std::string_view value) {
        const auto condition = fmt::format("COALESCE({}.{}, '') = ?", row, column);
        statement.add(" AND ").add(fmt::format(fmt::runtime(call), condition), {value});
    };
    if (conditions.status && leads != Leads::status) add_column("status", name_of(*conditions.status));
    if (conditions.direction && leads != Leads::direction) add_column("direction", name_of(*conditions.direction));
    for (std::size_t index = leads == Leads::word ? 1 : 0; index < conditions.words.size(); ++index) {
        statement
            .add(
                " AND EXISTS (SELECT 1 FROM call_words w WHERE w.word = ? AND w.agent_id = c.agent_id "
                "AND w.started_at = c.started_at AND w.call_number = ",
                {conditions.words[index]})
            .add(number_column(leads))
            .add(")");
    }
}

void add_window(Statement& statement, Leads leads, const Window& window) {
    statement.add(
        fmt::format(" AND (c.started_at, {0}) > (?, ?) AND (c.started_at, {0}) < (?, ?)", number_column(leads)),
        {window.after.started_at, window.after.number, window.before.started_at, window.before.number});
}

void add_order(Statement& statement, Leads leads, const Window& window) {
    statement.add(fmt::format(" ORDER BY c.started_at {1}, {0} {1}", number_column(leads),
                              window.from == Window::From::newest ? "DESC" : "ASC"));
}

/// Which agents: `agent_id`, each once. The few of a company are asked whether they are the member's, not the other
/// way.
void add_scope(Statement& statement, const CallScope& scope) {
    if (scope.member && !scope.company && !scope.agent) {
        statement.add("SELECT DISTINCT m.agent_id FROM member_agents m WHERE m.member_id = ?", {*scope.member});
        return;
    }
    statement.add("SELECT a.id AS agent_id FROM agents a WHERE TRUE");
    if (scope.company) statement.add(" AND a.company_id = ?", {*scope.company});
    if (scope.agent) statement.add(" AND a.id = ?", {*scope.agent});
    if (scope.member) {
        statement.add(" AND EXISTS (SELECT 1 FROM member_agents m WHERE m.member_id = ? AND m.agent_id = a.id)",
                      {*scope.member});
    }
}

CallPlace read_place(const database::Row& row) { return {row.integer(0), row.integer(1)}; }

Candidate read_candidate(const database::Row& row) { return {read_place(row), row.id<AgentId>(2), row.boolean(3)}; }

void add_candidates(Statement& statement, Leads leads, const CallConditions& conditions, const Window& window) {
    statement.add(fmt::format("SELECT c.started_at, {}, c.agent_id, CASE WHEN ", number_column(leads)));
    add_residual(statement, leads, conditions);
    statement.add(fmt::format(" THEN 1 ELSE 0 END FROM {} WHERE c.agent_id IS NOT NULL", table(leads)));
    add_led(statement, leads, conditions);
    add_window(statement, leads, window);
}

constexpr auto count_up_to = "SELECT count(*) FROM (SELECT 1 FROM call_words WHERE word = $1 LIMIT $2) counted";
constexpr auto select_number = "SELECT number FROM calls WHERE id = $1";

std::int64_t read_number(const database::Row& row) { return row.integer(0); }

}  // namespace

std::vector<AgentId> agents_in(database::Transaction& tx, const CallScope& scope) {
    Statement statement;
    add_scope(statement, scope);
    return statement.add(" ORDER BY agent_id").all(tx, [](const database::Row& row) { return row.id<AgentId>(0); });
}

std::int64_t count_calls_with(database::Transaction& tx, const std::string& word, std::int64_t most) {
    return tx.first(count_up_to, read_number, word, most).value();
}

std::vector<Candidate> walk(database::Transaction& tx, const CallConditions& conditions, const Window& window,
                            std::int64_t limit) {
    const auto leads = status_or_direction(conditions);
    Statement statement;
    add_candidates(statement, leads, conditions, window);
    add_order(statement, leads, window);
    return statement.add(" LIMIT ?", {limit}).all(tx, read_candidate);
}

std::vector<Candidate> calls_with_word(database::Transaction& tx, const CallConditions& conditions,
                                       const Window& window) {
    Statement statement;
    add_candidates(statement, Leads::word, conditions, window);
    return statement.all(tx, read_candidate);
}

std::vector<Head> heads(database::Transaction& tx, const CallScope& scope, const CallConditions& conditions,
                        const Window& window) {
    const auto leads = leads_within_agent(conditions);
    Statement statement;
    statement.add("SELECT s.agent_id, (SELECT c.started_at FROM ").add(table(leads));
    statement.add(" WHERE c.agent_id = s.agent_id");
    add_led(statement, leads, conditions);
    add_window(statement, leads, window);
    add_order(statement, leads, window);
    statement.add(" LIMIT 1) FROM (");
    add_scope(statement, scope);
    statement.add(") s");
    auto found = statement.all(tx, [](const database::Row& row) {
        return row.is_null(1) ? Head{} : Head{row.id<AgentId>(0), row.integer(1)};
    });
    std::erase_if(found, [](const Head& head) { return head.agent.text().empty(); });
    return found;
}

std::vector<CallPlace> calls_of(database::Transaction& tx, const AgentId& agent, const CallConditions& conditions,
                                const Window& window, std::int64_t limit) {
    const auto leads = leads_within_agent(conditions);
    Statement statement;
    statement.add(
        fmt::format("SELECT c.started_at, {} FROM {} WHERE c.agent_id = ?", number_column(leads), table(leads)),
        {agent});
    add_led(statement, leads, conditions);
    add_window(statement, leads, window);
    statement.add(" AND ");
    add_residual(statement, leads, conditions);
    add_order(statement, leads, window);
    return statement.add(" LIMIT ?", {limit}).all(tx, read_place);
}

std::optional<std::int64_t> number_of(database::Transaction& tx, const CallId& id) {
    return tx.first(select_number, read_number, id);
}

}  // namespace rollcall::calls
