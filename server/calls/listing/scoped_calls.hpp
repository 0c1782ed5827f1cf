#pragma once

#include "access/caller.hpp"
#include "calls/listing/call_filter.hpp"
#include "calls/seen_call.hpp"
#include "database/page.hpp"

namespace rollcall::calls {

/// The one order of calls.
inline constexpr database::SortColumn call_sorts[] = {
    {"started_at", "c.started_at", database::SortColumn::Type::integer},
};

/// A page of the calls that the caller may see and that fit, the newest first (`-started_at`): administrators see those
/// of all agents, members those of the agents that are assigned to them. Every list of calls is this one.
///
/// It costs about the same however many calls there are and however they are spread over the agents: the indexes are
/// read where the page lies, by whichever way leads there (docs/decisions/0017-scoped-lists.md).
database::Page<CallSummary> list(database::Transaction& tx, const access::Caller& caller, const CallFilter& filter,
                                 const database::PageRequest& request);

}  // namespace rollcall::calls
