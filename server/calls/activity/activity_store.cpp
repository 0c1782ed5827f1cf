#include "calls/activity/activity_store.hpp"

#include "access/scope_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::calls {

namespace {

using database::StatementBuilder;

std::int64_t number_of(Day day) { return day.time_since_epoch().count(); }

/// The days of the agents in scope, after `FROM agent_days d`.
void add_condition(StatementBuilder& statement, const access::Caller& caller, const Days& days, Time now) {
    statement.add(" WHERE d.day >= ? AND d.day <= ?", {number_of(days.from), number_of(days.to)});
    const auto scope = access::agents_with(caller, std::nullopt, now);
    if (!scope.is_everything()) statement.add(" AND ").add(scope.includes("d.agent_id"));
}

}  // namespace

std::vector<DayActivity> list_days_with_calls(database::Transaction& tx, const access::Caller& caller, const Days& days,
                                              Time now) {
    StatementBuilder statement("SELECT d.day AS day, SUM(d.calls) AS calls FROM agent_days d");
    add_condition(statement, caller, days, now);
    statement.add(" GROUP BY d.day HAVING SUM(d.calls) > 0 ORDER BY d.day");
    return statement.all(tx, database::read_row<DayActivity>);
}

std::vector<AgentActivity> list_busiest_agents(database::Transaction& tx, const access::Caller& caller,
                                               const Days& days, int limit, Time now) {
    StatementBuilder statement(
        "SELECT a.id AS id, a.name AS name, c.name AS company_name, s.calls AS calls FROM ("
        "SELECT d.agent_id AS agent_id, SUM(d.calls) AS calls FROM agent_days d");
    add_condition(statement, caller, days, now);
    statement.add(
        " GROUP BY d.agent_id HAVING SUM(d.calls) > 0 ORDER BY SUM(d.calls) DESC, d.agent_id LIMIT ?) s"
        " JOIN agents a ON a.id = s.agent_id JOIN companies c ON c.id = a.company_id"
        " ORDER BY s.calls DESC, a.name_folded, a.id",
        {std::int64_t{limit}});
    return statement.all(tx, database::read_row<AgentActivity>);
}

}  // namespace rollcall::calls
