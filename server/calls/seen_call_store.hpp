#pragma once

#include <optional>
#include <vector>

#include "access/caller.hpp"
#include "calls/listing/call_list_store.hpp"
#include "calls/seen_call.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// The calls at these places, in this order.
std::vector<CallSummary> summaries(database::Transaction& tx, const std::vector<CallPlace>& places);

/// Nothing for an unknown id, and while the call's agent is unknown.
std::optional<SeenCall> find_seen(database::Transaction& tx, const access::Caller& caller, const CallId& id);

/// The rights on a call at this moment; nothing as above.
std::optional<access::Rights> find_call_rights(database::Transaction& tx, const access::Caller& caller,
                                               const CallId& id);

}  // namespace rollcall::calls
