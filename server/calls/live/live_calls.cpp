#include "calls/live/live_calls.hpp"

#include <algorithm>
#include <utility>

#include "calls/call_limits.hpp"
#include "calls/live/call_change_store.hpp"

namespace rollcall::calls {

LiveCalls::LiveCalls(access::Context context) : context_(std::move(context)) {
    last_change_ = context_.read(find_newest_call_change);
}

std::vector<CallId> LiveCalls::next() {
    const auto changes = context_.read([&](database::Transaction& tx) {
        return list_call_changes_after(tx, get_caller(tx), last_change_, call_changes_per_read, context_.now());
    });
    has_more_ = std::ssize(changes) == call_changes_per_read;
    std::vector<CallId> calls;
    for (const auto& change : changes) {
        last_change_ = change.number;
        const bool is_listed = std::ranges::find(calls, change.call_id) != calls.end();
        if (change.is_in_scope && !is_listed) calls.push_back(change.call_id);
    }
    return calls;
}

void LiveCalls::require_session() const {
    context_.read([&](database::Transaction& tx) { get_caller(tx); });
}

access::CurrentCaller LiveCalls::get_caller(database::Transaction& tx) const {
    return access::get_current_caller_at(tx, context_.caller, context_.now());
}

}  // namespace rollcall::calls
