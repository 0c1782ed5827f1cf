#include "calls/listing/scoped_calls.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "access/decision.hpp"
#include "access/scope_store.hpp"
#include "calls/call_limits.hpp"
#include "calls/listing/call_page_search.hpp"
#include "calls/listing/phone_search.hpp"
#include "core/error.hpp"

namespace rollcall::calls {

namespace {

/// A cursor names the call by its id: numbers would tell how many calls the account has.
void start_at(CallRange& range, const database::Cursor& cursor, database::Transaction& tx) {
    using Side = database::Cursor::Side;
    CallPosition position{std::get<std::int64_t>(cursor.value), find_call_number(tx, CallId(cursor.id)).value_or(0)};
    if (cursor.reads_backwards()) range.newest_first = false;
    if (cursor.side == Side::from) ++position.number;  // include the call itself
    if (cursor.side == Side::up_to) --position.number;
    if (range.is_in_order(range.newest_first ? range.before : range.after, position)) range.start_after(position);
}

CallRange range_of_filter(const CallFilter& filter) {
    CallRange range;
    if (filter.from) range.after = {milliseconds(*filter.from), lowest_number};
    if (filter.to) range.before = {milliseconds(*filter.to), lowest_number};
    return range;
}

CallRange range_of_page(database::Transaction& tx, const CallFilter& filter, const database::PageRequest& request) {
    auto range = range_of_filter(filter);
    if (request.cursor) start_at(range, *request.cursor, tx);
    return range;
}

/// A filter, and the agents among whose calls it is applied.
struct ScopedFilter {
    access::Scope scope;
    CallFilter filter;

    /// The first `count` calls of the range.
    std::vector<CallPosition> find(database::Transaction& tx, const CallRange& range, std::size_t count) const {
        if (filter.matches_nothing()) return {};
        return find_calls_of_page(tx, scope, filter, range, count);
    }

    /// The same, as far as a figure may search.
    FirstCalls find_first(database::Transaction& tx, const CallRange& range, std::size_t count) const {
        if (filter.matches_nothing()) return {};
        return find_first_calls(tx, scope, filter, range, count);
    }
};

/// A filter by recordings is applied to the agents whose recordings the caller may listen to.
ScopedFilter apply_scope(database::Transaction& tx, const access::Caller& caller, CallFilter filter, Time now) {
    require_filter_rights(caller, filter);
    const auto permission = filter.with_recording ? std::optional(access::Permission::view_recordings) : std::nullopt;
    const auto scope = access::agents_with(caller, permission, now);
    if (filter.phone) {
        filter.numbers = list_written_numbers(*filter.phone, list_countries_in_scope(tx, scope));
        if (has_more_calls_of_beginnings(tx, *filter.numbers, static_cast<std::int64_t>(max_calls_of_beginning))) {
            throw Error::invalid("phone", "Enter more digits of the number.");
        }
    }
    return {scope, std::move(filter)};
}

std::vector<std::int64_t> find_numbers_of_page(database::Transaction& tx, const access::Caller& caller,
                                               const CallFilter& filter, const database::PageRequest& request,
                                               Time now) {
    const auto count = static_cast<std::size_t>(request.limit) + 1;  // one more tells whether there is a next page
    std::vector<std::int64_t> numbers;
    const auto scoped = apply_scope(tx, caller, filter, now);
    for (const auto& call : scoped.find(tx, range_of_page(tx, filter, request), count)) numbers.push_back(call.number);
    return numbers;
}

constexpr std::chrono::days usual_charted_days{30};
constexpr std::chrono::days one_day{1};
constexpr std::chrono::milliseconds one_moment{1};

/// Whether the sums of agents and days tell how many calls match.
bool is_covered_by_sums(const CallFilter& filter, const Calendar& calendar) {
    const auto begins_day = [&](const std::optional<Time>& time) {
        return !time || *time == calendar.begin_of(calendar.day_of(*time));
    };
    return !filter.has_columns() && !filter.phone && !filter.words && begins_day(filter.from) && begins_day(filter.to);
}

/// Counts the newest calls of the days.
void count_found_calls(database::Transaction& tx, const ScopedFilter& scoped, const Calendar& calendar,
                       CallsPerDay& counted) {
    auto filter = scoped.filter;
    const auto begin = calendar.begin_of(counted.from);
    const auto end = calendar.begin_of(counted.to + one_day);
    filter.from = std::max(filter.from.value_or(begin), begin);
    filter.to = std::min(filter.to.value_or(end), end);
    const auto [calls, searched_to] = scoped.find_first(tx, range_of_filter(filter), max_charted_calls + 1);
    std::map<Day, std::int64_t> days;
    for (const auto& call : calls) ++days[calendar.day_of(from_milliseconds(call.started_at))];
    if (calls.size() > max_charted_calls) {
        counted.counted_from = days.begin()->first + one_day;
    } else if (searched_to) {
        counted.counted_from = calendar.day_of(from_milliseconds(searched_to->started_at)) + one_day;
    }
    if (counted.counted_from) {
        std::erase_if(days, [&](const auto& day) { return day.first < *counted.counted_from; });
    }
    for (const auto& [day, number] : days) counted.days.push_back({day, number});
}

}  // namespace

void require_filter_rights(const access::Caller& caller, const CallFilter& filter) {
    if (!filter.with_recording) return;
    access::require(caller, access::Action::view_recording, access::rights_in_scope(caller));
}

database::Page<CallSummary> list_calls(database::Transaction& tx, const access::Caller& caller,
                                       const CallFilter& filter, const database::PageRequest& request, Time now) {
    if (request.direction != database::Direction::descending) throw std::logic_error("calls are listed newest first");
    database::Page<CallSummary> page;
    page.items = list_call_summaries(tx, find_numbers_of_page(tx, caller, filter, request, now));
    database::PageEdges edges(request);
    for (const auto& call : page.items) edges.add_row(milliseconds(call.facts.started_at), call.id.text());
    complete_page(page, edges, request);
    return page;
}

CallCount count_matching_calls(database::Transaction& tx, const access::Caller& caller, const CallFilter& filter,
                               Time now) {
    const auto scoped = apply_scope(tx, caller, filter, now);
    const auto [calls, searched_to] = scoped.find_first(tx, range_of_filter(filter), max_counted_calls + 1);
    return {.count = static_cast<std::int64_t>(std::min(calls.size(), max_counted_calls)),
            .has_more = calls.size() > max_counted_calls || searched_to.has_value()};
}

CallsPerDay count_calls_per_day(database::Transaction& tx, const access::Caller& caller, const CallFilter& filter,
                                const std::string& time_zone, Time now) {
    const Calendar calendar(time_zone);
    CallsPerDay counted;
    counted.to = calendar.day_of(filter.to ? *filter.to - one_moment : now);
    counted.from = filter.from ? calendar.day_of(*filter.from) : counted.to - usual_charted_days + one_day;
    counted.to = std::max(counted.to, counted.from);
    counted.from = std::max(counted.from, counted.to - max_charted_days + one_day);
    const auto scoped = apply_scope(tx, caller, filter, now);
    if (filter.from && filter.to && *filter.from >= *filter.to) return counted;
    if (is_covered_by_sums(filter, calendar)) {
        counted.days = list_calls_of_days(tx, scoped.scope, filter, counted.from, counted.to);
    } else {
        count_found_calls(tx, scoped, calendar, counted);
    }
    return counted;
}

CallNeighbours find_call_neighbours(database::Transaction& tx, const access::Caller& caller, const CallFilter& filter,
                                    const CallId& id, Time now) {
    const auto rights = find_call_rights(tx, caller, id, now);
    access::require(caller, access::Action::view_call, rights.value_or(access::Rights{}));
    if (!rights) throw Error::not_found();
    const auto position = find_call_position(tx, id).value();
    const auto scoped = apply_scope(tx, caller, filter, now);
    const auto find_next = [&](bool newest_first) -> std::optional<CallId> {
        auto range = range_of_filter(filter);
        range.newest_first = newest_first;
        if (range.is_in_order(newest_first ? range.before : range.after, position)) range.start_after(position);
        const auto found = scoped.find_first(tx, range, 1).calls;
        return found.empty() ? std::nullopt : std::optional(get_call_id(tx, found.front().number));
    };
    return {.newer = find_next(false), .older = find_next(true)};
}

Call get_call(database::Transaction& tx, const access::Caller& caller, const CallId& id, Time now,
              access::Action action) {
    auto found = find_call(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();  // an administrator may, but there is no such call
    return std::move(found->call);
}

}  // namespace rollcall::calls
