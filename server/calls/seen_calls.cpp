#include "calls/seen_calls.hpp"

#include "access/decision.hpp"
#include "calls/seen_call_store.hpp"
#include "core/error.hpp"

namespace rollcall::calls {

Call get_call(database::Transaction& tx, const access::Caller& caller, const CallId& id) {
    auto seen = find_seen(tx, caller, id);
    access::require(caller, access::Action::view_call, seen ? seen->rights : access::Rights{});
    if (!seen) throw Error::not_found();  // an administrator passes, but there is nothing
    return std::move(seen->call);
}

}  // namespace rollcall::calls
