#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "calls/call.hpp"
#include "core/time_zone.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// Days of the account's calendar, both included.
struct Days {
    Day from;
    Day to;
};

struct DayActivity {
    std::int64_t day = 0;  ///< since 1970-01-01
    std::int64_t calls = 0;
};
BOOST_DESCRIBE_STRUCT(DayActivity, (), (day, calls))

struct AgentActivity {
    AgentId id;
    std::string name;
    std::string company_name;
    std::int64_t calls = 0;
};
BOOST_DESCRIBE_STRUCT(AgentActivity, (), (id, name, company_name, calls))

/// The calls of the agents in scope, per day with calls, in the order of days. Read from the sums of agents and days,
/// not from calls.
std::vector<DayActivity> list_days_with_calls(database::Transaction& tx, const access::Caller& caller, const Days& days,
                                              Time now);

/// Of the agents in scope, those with the most calls first, then by name; those without calls are left out.
std::vector<AgentActivity> list_busiest_agents(database::Transaction& tx, const access::Caller& caller,
                                               const Days& days, int limit, Time now);

}  // namespace rollcall::calls
