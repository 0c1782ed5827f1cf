#include "calls/activity/activity_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "calls/activity/activity.hpp"

namespace rollcall::calls {

namespace {

struct CountedDaysBody {
    std::string from;
    std::string to;
    std::int64_t calls;
};
BOOST_DESCRIBE_STRUCT(CountedDaysBody, (), (from, to, calls))

struct DayBody {
    std::string day;
    std::int64_t calls;
};
BOOST_DESCRIBE_STRUCT(DayBody, (), (day, calls))

struct ActivityBody {
    std::string time_zone;
    CountedDaysBody this_month;
    CountedDaysBody last_month;
    std::vector<DayBody> days;
    std::vector<AgentActivity> agents;
};
BOOST_DESCRIBE_STRUCT(ActivityBody, (), (time_zone, this_month, last_month, days, agents))

CountedDaysBody present_counted_days(const CountedDays& days) {
    return {format_day(days.from), format_day(days.to), days.calls};
}

}  // namespace

http::Response handle_get_activity(const api::Request& request, api::Services& services) {
    const auto activity = get_activity(request.context(services));
    ActivityBody body{activity.time_zone,
                      present_counted_days(activity.this_month),
                      present_counted_days(activity.last_month),
                      {},
                      activity.agents};
    auto day = activity.shown.from;
    for (const auto calls : activity.days) {
        body.days.push_back({format_day(day), calls});
        day += std::chrono::days(1);
    }
    return api::respond_ok(body);
}

}  // namespace rollcall::calls
