#include "calls/intake/agent_day_store.hpp"

#include <map>
#include <utility>

#include "calls/billing.hpp"
#include "calls/intake/intake_limits.hpp"
#include "database/described_row.hpp"
#include "database/described_write.hpp"

namespace rollcall::calls {

namespace {

using accounts::RoundingRule;

constexpr auto delete_all = "DELETE FROM agent_days";
constexpr auto count_statement = "SELECT COALESCE(SUM(calls), 0) FROM agent_days WHERE agent_id = $1";

struct AgentDayRow {
    AgentId agent_id;
    std::int64_t day = 0;  // since 1970-01-01
    CallSums sums;
};
BOOST_DESCRIBE_STRUCT(AgentDayRow, (), (agent_id, day, sums))

/// What the sums take of a call.
struct SummedCall {
    std::int64_t number = 0;
    AgentId agent_id;
    Time started_at;
    std::optional<Duration> duration;
    std::optional<Cost> cost;
};
BOOST_DESCRIBE_STRUCT(SummedCall, (), (number, agent_id, started_at, duration, cost))

std::string add_statement() {
    auto statement =
        database::insert_statement<AgentDayRow>("agent_days") + " ON CONFLICT (agent_id, day) DO UPDATE SET ";
    const char* separator = "";
    for (const auto column : database::column_names<CallSums>()) {
        statement += fmt::format("{0}{1} = agent_days.{1} + excluded.{1}", separator, column);
        separator = ", ";
    }
    return statement;
}

std::vector<SummedCall> list_calls_after(database::Transaction& tx, std::int64_t number) {
    static const auto statement =
        "SELECT " + database::columns_of<SummedCall>("c") +
        " FROM calls c WHERE c.number > $1 AND c.agent_id IS NOT NULL ORDER BY c.number LIMIT $2";
    return tx.all(statement, database::read_row<SummedCall>, number, calls_per_sum);
}

}  // namespace

CallSums CallSums::of(std::optional<Duration> duration, std::optional<Cost> cost) {
    const auto length = duration.value_or(Duration(0));
    return {
        .calls = 1,
        .seconds = billable_seconds(length, RoundingRule::per_second),
        .seconds_by_6 = billable_seconds(length, RoundingRule::per_6_seconds),
        .seconds_by_60 = billable_seconds(length, RoundingRule::per_minute),
        .cost = cost.value_or(0),
        .costed_calls = cost ? 1 : 0,
    };
}

CallSums CallSums::operator-() const { return {-calls, -seconds, -seconds_by_6, -seconds_by_60, -cost, -costed_calls}; }

CallSums& CallSums::operator+=(const CallSums& other) {
    calls += other.calls;
    seconds += other.seconds;
    seconds_by_6 += other.seconds_by_6;
    seconds_by_60 += other.seconds_by_60;
    cost += other.cost;
    costed_calls += other.costed_calls;
    return *this;
}

void upsert_agent_day_row(database::Transaction& tx, const AgentId& agent, Day day, const CallSums& sums) {
    static const auto statement = add_statement();
    tx.execute_with(statement, database::column_values(AgentDayRow{agent, day.time_since_epoch().count(), sums}));
}

void recompute_agent_days(database::Transaction& tx, const Calendar& calendar) {
    tx.execute(delete_all);
    std::map<std::pair<AgentId, Day>, CallSums> days;
    for (std::int64_t last = 0;;) {
        const auto calls = list_calls_after(tx, last);
        if (calls.empty()) break;
        for (const auto& call : calls) {
            days[{call.agent_id, calendar.day_of(call.started_at)}] += CallSums::of(call.duration, call.cost);
        }
        last = calls.back().number;
    }
    for (const auto& [agent_and_day, sums] : days) {
        upsert_agent_day_row(tx, agent_and_day.first, agent_and_day.second, sums);
    }
}

std::int64_t count_calls(database::Transaction& tx, const AgentId& agent) {
    return tx
        .first(
            count_statement, [](const database::Row& row) { return row.integer(0); }, agent)
        .value_or(0);
}

}  // namespace rollcall::calls
