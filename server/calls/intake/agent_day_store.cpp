#include "calls/intake/agent_day_store.hpp"

#include <map>
#include <utility>

#include "calls/billing.hpp"

namespace rollcall::calls {

namespace {

using accounts::RoundingRule;

constexpr auto add_statement = R"(
    INSERT INTO agent_days (agent_id, day, calls, seconds, seconds_by_6, seconds_by_60, cost, costed_calls)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (agent_id, day) DO UPDATE SET
        calls = agent_days.calls + excluded.calls,
        seconds = agent_days.seconds + excluded.seconds,
        seconds_by_6 = agent_days.seconds_by_6 + excluded.seconds_by_6,
        seconds_by_60 = agent_days.seconds_by_60 + excluded.seconds_by_60,
        cost = agent_days.cost + excluded.cost,
        costed_calls = agent_days.costed_calls + excluded.costed_calls)";
constexpr auto delete_all = "DELETE FROM agent_days";
constexpr auto select_calls = R"(
    SELECT agent_id, started_at, duration, cost, number FROM calls
    WHERE number > $1 AND agent_id IS NOT NULL ORDER BY number LIMIT $2)";
constexpr auto count_statement = "SELECT COALESCE(SUM(calls), 0) FROM agent_days WHERE agent_id = $1";

// What is held of all calls at once while they are summed up.
constexpr std::int64_t calls_at_once = 10'000;

std::optional<std::int64_t> optional_integer(const database::Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
}

struct DatedSums {
    AgentId agent;
    Time started_at;
    CallSums sums;
    std::int64_t number;
};

DatedSums read_dated_sums(const database::Row& row) {
    const auto milliseconds = optional_integer(row, 2);
    const auto duration = milliseconds ? std::optional(Duration(*milliseconds)) : std::nullopt;
    return {row.id<AgentId>(0), row.time(1), CallSums::of(duration, optional_integer(row, 3)), row.integer(4)};
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

void add_to_day(database::Transaction& tx, const AgentId& agent, Day day, const CallSums& sums) {
    tx.execute(add_statement, agent, day.time_since_epoch().count(), sums.calls, sums.seconds, sums.seconds_by_6,
               sums.seconds_by_60, sums.cost, sums.costed_calls);
}

void sum_up_all(database::Transaction& tx, const Calendar& calendar) {
    tx.execute(delete_all);
    std::map<std::pair<AgentId, Day>, CallSums> days;
    for (std::int64_t last = 0;;) {
        const auto calls = tx.all(select_calls, read_dated_sums, last, calls_at_once);
        if (calls.empty()) break;
        for (const auto& call : calls) days[{call.agent, calendar.day_of(call.started_at)}] += call.sums;
        last = calls.back().number;
    }
    for (const auto& [agent_and_day, sums] : days) add_to_day(tx, agent_and_day.first, agent_and_day.second, sums);
}

std::int64_t count_calls(database::Transaction& tx, const AgentId& agent) {
    return tx
        .first(
            count_statement, [](const database::Row& row) { return row.integer(0); }, agent)
        .value_or(0);
}

}  // namespace rollcall::calls
