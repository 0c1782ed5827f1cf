#pragma once

#include "access/context.hpp"
#include "access/decision.hpp"
#include "calls/call_view_store.hpp"
#include "calls/listing/call_filter.hpp"
#include "database/page.hpp"

/// The calls that a caller may see (M20): administrators those of all agents, members those of the agents that are
/// assigned to them. Every list of calls, and every read of one, is here.
namespace rollcall::calls {

/// The only order of calls.
inline constexpr database::SortColumn call_sorts[] = {
    {"started_at", "c.started_at", database::SortColumn::Type::integer},
};

/// A page of the calls that the caller may see and that match, the newest first (`-started_at`).
database::Page<CallSummary> list_calls(database::Transaction& tx, const access::Caller& caller,
                                       const CallFilter& filter, const database::PageRequest& request, Time now);

/// One call that the caller may see, with its transcript. Throws Error::not_found for any other, and for calls whose
/// agent is unknown. Who may call: members to whom its agent is assigned; administrators. `action` is what the call is
/// read for.
Call get_call(database::Transaction& tx, const access::Caller& caller, const CallId& id, Time now,
              access::Action action = access::Action::view_call);

}  // namespace rollcall::calls
