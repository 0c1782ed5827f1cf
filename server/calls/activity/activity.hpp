#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "calls/activity/activity_store.hpp"

namespace rollcall::calls {

struct CountedDays : Days {
    std::int64_t calls = 0;
};

/// What the home page shows of calls: nothing of minutes or cost, so that every member may see it of his or her agents.
struct Activity {
    std::string time_zone;
    CountedDays this_month;             ///< until today
    CountedDays last_month;             ///< the same days of the month before, all of it where it is shorter
    Days shown;                         ///< the last days, until today
    std::vector<std::int64_t> days;     ///< the calls of each of those days
    std::vector<AgentActivity> agents;  ///< the busiest ones of those days
};

/// Who may call: members, of the agents in scope; administrators, of all.
Activity get_activity(const access::Context& context);

/// The month of `today` until that day.
Days get_month_until(Day today);
/// As many days of the month before, or all of it where it has fewer.
Days get_same_days_of_last_month(Day today);

}  // namespace rollcall::calls
