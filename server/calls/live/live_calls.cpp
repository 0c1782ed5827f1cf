#include "calls/live/live_calls.hpp"

#include <algorithm>
#include <utility>

#include "access/caller_store.hpp"
#include "calls/live/call_arrival_store.hpp"

namespace rollcall::calls {

namespace {

constexpr std::int64_t most_at_once = 500;

}  // namespace

LiveCalls::LiveCalls(database::Database& database, const Clock& clock, access::Caller caller)
    : database_(database), clock_(clock), caller_(std::move(caller)) {
    last_ = database_.read(newest_arrival);
}

std::vector<CallId> LiveCalls::next() {
    const auto arrivals = database_.read([&](database::Transaction& tx) {
        return arrivals_after(tx, access::get_current_caller_at(tx, caller_, clock_.now()), last_, most_at_once);
    });
    has_more_ = std::ssize(arrivals) == most_at_once;
    std::vector<CallId> calls;
    for (const auto& arrival : arrivals) {
        last_ = arrival.number;
        if (arrival.is_seen && std::ranges::find(calls, arrival.call) == calls.end()) calls.push_back(arrival.call);
    }
    return calls;
}

void LiveCalls::require_session() const {
    database_.read([&](database::Transaction& tx) { access::get_current_caller_at(tx, caller_, clock_.now()); });
}

}  // namespace rollcall::calls
