#include "calls/activity/activity.hpp"

#include <algorithm>
#include <chrono>

#include "accounts/account_store.hpp"
#include "calls/activity/activity_limits.hpp"

namespace rollcall::calls {

namespace {

CountedDays count_calls_of(const std::vector<DayActivity>& counted, const Days& days) {
    CountedDays sum{days, 0};
    for (const auto& [day, calls] : counted) {
        const Day known{std::chrono::days(day)};
        if (days.from <= known && known <= days.to) sum.calls += calls;
    }
    return sum;
}

std::vector<std::int64_t> list_calls_of_days(const std::vector<DayActivity>& counted, const Days& days) {
    std::vector<std::int64_t> calls(static_cast<std::size_t>((days.to - days.from).count()) + 1, 0);
    for (const auto& [day, count] : counted) {
        const auto index = (Day{std::chrono::days(day)} - days.from).count();
        if (index >= 0 && index < std::ssize(calls)) calls[static_cast<std::size_t>(index)] = count;
    }
    return calls;
}

}  // namespace

Days get_month_until(Day today) {
    const std::chrono::year_month_day date(today);
    return {date.year() / date.month() / 1, today};
}

Days get_same_days_of_last_month(Day today) {
    const std::chrono::year_month_day date(today);
    const auto month = date.year() / date.month() - std::chrono::months(1);
    const std::chrono::year_month_day_last last(month / std::chrono::last);
    return {month / 1, month / std::min(date.day(), last.day())};
}

Activity get_activity(const access::Context& context) {
    const auto& caller = context.caller;
    return context.read([&](database::Transaction& tx) {
        const auto now = context.now();
        Activity activity;
        activity.time_zone = accounts::get_account(tx).time_zone;
        const auto today = Calendar(activity.time_zone).day_of(now);
        const auto this_month = get_month_until(today);
        const auto last_month = get_same_days_of_last_month(today);
        activity.shown = {today - std::chrono::days(activity_days - 1), today};
        const auto counted =
            list_days_with_calls(tx, caller, {std::min(last_month.from, activity.shown.from), today}, now);
        activity.this_month = count_calls_of(counted, this_month);
        activity.last_month = count_calls_of(counted, last_month);
        activity.days = list_calls_of_days(counted, activity.shown);
        activity.agents = list_busiest_agents(tx, caller, activity.shown, busiest_agents, now);
        return activity;
    });
}

}  // namespace rollcall::calls
