#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calls/call.hpp"
#include "core/time_zone.hpp"
#include "database/database.hpp"

/// The sums of calls per agent and day, so that the usage of a year is read without its calls.
namespace rollcall::calls {

/// Sums over calls, or what is added to them. Seconds are rounded up per call by each of the account's rules
/// (accounts::RoundingRule): it can be changed at any time.
struct CallSums {
    std::int64_t calls = 0;
    std::int64_t seconds = 0;
    std::int64_t seconds_by_6 = 0;
    std::int64_t seconds_by_60 = 0;
    Cost cost = 0;                  ///< of the calls whose cost was reported
    std::int64_t costed_calls = 0;  ///< how many those are

    static CallSums of(std::optional<Duration> duration, std::optional<Cost> cost);
    CallSums operator-() const;
    CallSums& operator+=(const CallSums& other);
    bool operator==(const CallSums&) const = default;
};
BOOST_DESCRIBE_STRUCT(CallSums, (), (calls, seconds, seconds_by_6, seconds_by_60, cost, costed_calls))

/// Adds to the sums of this agent and day.
void upsert_agent_day_row(database::Transaction& tx, const AgentId& agent, Day day, const CallSums& sums);

/// Replaces the agent's sums of these days, both included, by those of its calls.
void recompute_agent_days_between(database::Transaction& tx, const Calendar& calendar, const AgentId& agent, Day first,
                                  Day last);

/// From the first to the last day for which the agent has sums or may have calls; nothing where there is none.
struct DayRange {
    Day first;
    Day last;
};
std::optional<DayRange> find_days_of_agent(database::Transaction& tx, const AgentId& agent);

/// All agents that may have sums.
std::vector<AgentId> list_summed_agents(database::Transaction& tx);

/// By which rules of time zones the days were computed (calls/intake/agent_day_rules.hpp); empty where nothing is known
/// of it.
std::string find_agent_day_rules(database::Transaction& tx);
void upsert_agent_day_rules(database::Transaction& tx, std::string_view version);

/// How many calls the agent has.
std::int64_t count_calls(database::Transaction& tx, const AgentId& agent);

}  // namespace rollcall::calls
