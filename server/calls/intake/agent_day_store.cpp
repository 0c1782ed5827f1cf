#include "calls/intake/agent_day_store.hpp"

#include <algorithm>
#include <map>

#include "calls/billing.hpp"
#include "database/described_row.hpp"
#include "database/described_write.hpp"

namespace rollcall::calls {

namespace {

using accounts::RoundingRule;

constexpr auto delete_between = "DELETE FROM agent_days WHERE agent_id = $1 AND day BETWEEN $2 AND $3";
constexpr auto select_days = "SELECT MIN(day), MAX(day) FROM agent_days WHERE agent_id = $1";
constexpr auto select_first_call = "SELECT started_at FROM calls WHERE agent_id = $1 ORDER BY started_at LIMIT 1";
constexpr auto select_last_call = "SELECT started_at FROM calls WHERE agent_id = $1 ORDER BY started_at DESC LIMIT 1";
constexpr auto select_agents = "SELECT id FROM agents ORDER BY id";
constexpr auto select_rules = "SELECT version FROM agent_day_rules WHERE id = 1";
constexpr auto upsert_rules = R"(
    INSERT INTO agent_day_rules (id, version) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET version = excluded.version)";
constexpr auto count_statement = "SELECT COALESCE(SUM(calls), 0) FROM agent_days WHERE agent_id = $1";

struct AgentDayRow {
    AgentId agent_id;
    std::int64_t day = 0;  // since 1970-01-01
    CallSums sums;
};
BOOST_DESCRIBE_STRUCT(AgentDayRow, (), (agent_id, day, sums))

/// What the sums take of a call.
struct SummedCall {
    Time started_at;
    std::optional<Duration> duration;
    std::optional<Cost> cost;
};
BOOST_DESCRIBE_STRUCT(SummedCall, (), (started_at, duration, cost))

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
    tx.execute_later_with(statement, database::column_values(AgentDayRow{agent, day.time_since_epoch().count(), sums}));
}

void recompute_agent_days_between(database::Transaction& tx, const Calendar& calendar, const AgentId& agent, Day first,
                                  Day last) {
    static const auto statement = "SELECT " + database::columns_of<SummedCall>("c") +
                                  " FROM calls c WHERE c.agent_id = $1 AND c.started_at BETWEEN $2 AND $3";
    // No time zone is a day ahead of UTC, or behind.
    const Time from = first - std::chrono::days(1);
    const Time to = last + std::chrono::days(2);
    tx.execute_later(delete_between, agent, first.time_since_epoch().count(), last.time_since_epoch().count());
    std::map<Day, CallSums> days;
    for (const auto& call : tx.all(statement, database::read_row<SummedCall>, agent, from, to)) {
        const auto day = calendar.day_of(call.started_at);
        if (day >= first && day <= last) days[day] += CallSums::of(call.duration, call.cost);
    }
    for (const auto& [day, sums] : days) upsert_agent_day_row(tx, agent, day, sums);
}

std::optional<DayRange> find_days_of_agent(database::Transaction& tx, const AgentId& agent) {
    std::vector<Day> days;
    tx.first(
        select_days,
        [&](const database::Row& row) {
            for (const int column : {0, 1}) {
                if (!row.is_null(column)) days.emplace_back(std::chrono::days(row.integer(column)));
            }
            return 0;
        },
        agent);
    const auto read_day = [](const database::Row& row) { return std::chrono::floor<std::chrono::days>(row.time(0)); };
    if (const auto day = tx.first(select_first_call, read_day, agent)) days.push_back(*day - std::chrono::days(1));
    if (const auto day = tx.first(select_last_call, read_day, agent)) days.push_back(*day + std::chrono::days(1));
    if (days.empty()) return std::nullopt;
    const auto [first, last] = std::ranges::minmax(days);
    return DayRange{first, last};
}

std::vector<AgentId> list_summed_agents(database::Transaction& tx) {
    return tx.all(select_agents, [](const database::Row& row) { return row.id<AgentId>(0); });
}

std::string find_agent_day_rules(database::Transaction& tx) {
    return tx.first(select_rules, [](const database::Row& row) { return row.text(0); }).value_or("");
}

void upsert_agent_day_rules(database::Transaction& tx, std::string_view version) { tx.execute(upsert_rules, version); }

std::int64_t count_calls(database::Transaction& tx, const AgentId& agent) {
    return tx
        .first(
            count_statement, [](const database::Row& row) { return row.integer(0); }, agent)
        .value_or(0);
}

}  // namespace rollcall::calls
