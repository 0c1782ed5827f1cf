#include "calls/listing/scoped_calls.hpp"

#include <stdexcept>
#include <utility>

#include "access/decision.hpp"
#include "access/scope_store.hpp"
#include "calls/listing/call_page_search.hpp"
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

CallRange range_of_page(database::Transaction& tx, const CallFilter& filter, const database::PageRequest& request) {
    CallRange range;
    if (filter.from) range.after = {milliseconds(*filter.from), lowest_number};
    if (filter.to) range.before = {milliseconds(*filter.to), lowest_number};
    if (request.cursor) start_at(range, *request.cursor, tx);
    return range;
}

std::vector<std::int64_t> find_numbers_of_page(database::Transaction& tx, const access::Caller& caller,
                                               const CallFilter& filter, const database::PageRequest& request,
                                               Time now) {
    const auto scope = access::agents_with(caller, {}, now);
    const auto count = static_cast<std::size_t>(request.limit) + 1;  // one more tells whether there is a next page
    std::vector<std::int64_t> numbers;
    for (const auto& call : find_calls_of_page(tx, scope, filter, range_of_page(tx, filter, request), count)) {
        numbers.push_back(call.number);
    }
    return numbers;
}

}  // namespace

database::Page<CallSummary> list_calls(database::Transaction& tx, const access::Caller& caller,
                                       const CallFilter& filter, const database::PageRequest& request, Time now) {
    if (request.direction != database::Direction::descending) throw std::logic_error("calls are listed newest first");
    database::Page<CallSummary> page;
    if (!filter.matches_nothing()) {
        page.items = list_call_summaries(tx, find_numbers_of_page(tx, caller, filter, request, now));
    }
    database::PageEdges edges(request);
    for (const auto& call : page.items) edges.add_row(milliseconds(call.facts.started_at), call.id.text());
    complete_page(page, edges, request);
    return page;
}

Call get_call(database::Transaction& tx, const access::Caller& caller, const CallId& id, Time now,
              access::Action action) {
    auto found = find_call(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();  // an administrator may, but there is no such call
    return std::move(found->call);
}

}  // namespace rollcall::calls
