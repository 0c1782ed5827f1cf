#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "access/decision.hpp"
#include "calls/call_view_store.hpp"
#include "calls/listing/call_filter.hpp"
#include "calls/listing/call_list_store.hpp"
#include "database/page.hpp"

/// The calls that a caller may see (M20): administrators those of all agents, members those of the agents that are
/// assigned to them. Every list of calls, and every read of one, is here.
namespace rollcall::calls {

/// The only order of calls.
inline constexpr database::SortColumn call_sorts[] = {
    {"started_at", "c.started_at", database::SortColumn::Type::integer},
};

/// Throws for a filter by recordings, of a caller who may not listen to any. Each of the following does the same, and
/// throws besides for the beginning of a number that too many calls have.
void require_filter_rights(const access::Caller& caller, const CallFilter& filter);

/// A page of the calls that the caller may see and that match, the newest first (`-started_at`).
database::Page<CallSummary> list_calls(database::Transaction& tx, const access::Caller& caller,
                                       const CallFilter& filter, const database::PageRequest& request, Time now);

/// How many calls match, at most `max_counted_calls`.
struct CallCount {
    std::int64_t count = 0;
    bool has_more = false;  ///< than `count`, or perhaps: the count ends after `max_checked_calls`
};
BOOST_DESCRIBE_STRUCT(CallCount, (), (count, has_more))
CallCount count_matching_calls(database::Transaction& tx, const access::Caller& caller, const CallFilter& filter,
                               Time now);

/// The calls that match, by the day on which they began.
struct CallsPerDay {
    Day from;  ///< the first day of the range, or a later one where the range is longer than `max_charted_days`
    Day to;
    std::vector<CallsOfDay> days;  ///< those that have any, in order
    /// Where more calls match than are counted, or may match: the first day of which all are. The days before it are
    /// left out.
    std::optional<Day> counted_from;
};
/// In the range of the filter; without one, of the 30 days until now. `time_zone` is that of the account.
CallsPerDay count_calls_per_day(database::Transaction& tx, const access::Caller& caller, const CallFilter& filter,
                                const std::string& time_zone, Time now);

/// The calls beside one in the list of those that match, whether it matches itself or not. Nothing where none of the
/// next `max_checked_calls` matches.
struct CallNeighbours {
    std::optional<CallId> newer;
    std::optional<CallId> older;
};
/// Throws Error::not_found like get_call.
CallNeighbours find_call_neighbours(database::Transaction& tx, const access::Caller& caller, const CallFilter& filter,
                                    const CallId& id, Time now);

/// One call that the caller may see, with its transcript. Throws Error::not_found for any other, and for calls whose
/// agent is unknown. Who may call: members to whom its agent is assigned; administrators. `action` is what the call is
/// read for.
Call get_call(database::Transaction& tx, const access::Caller& caller, const CallId& id, Time now,
              access::Action action = access::Action::view_call);

}  // namespace rollcall::calls
