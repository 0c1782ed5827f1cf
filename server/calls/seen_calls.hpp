#pragma once

#include "access/caller.hpp"
#include "calls/seen_call.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// One call that the caller may see, with its transcript. Throws Error::not_found for any other, and for calls whose
/// agent is unknown. Who may call: members to whom its agent is assigned; administrators.
/// Seed: "Members will only see calls and data from assigned agents".
Call get_call(database::Transaction& tx, const access::Caller& caller, const CallId& id);

}  // namespace rollcall::calls
