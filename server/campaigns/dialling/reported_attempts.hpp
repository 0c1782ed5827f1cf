#pragma once

#include "calls/intake/reported_call.hpp"
#include "database/database.hpp"

namespace rollcall::campaigns {

/// To be called inside the write that stores the message, in whatever order messages arrive, and for each of them:
/// closes the attempt that placed the call, plans the next one, puts the number of somebody who asks for it on the
/// do-not-call list of the company, and pauses the campaign where that is due. A replayed message changes
/// no attempt whose end is known. Does nothing for other calls, and returns false.
bool close_reported_attempt(database::Transaction& tx, const calls::ReportedCall& call, Time now);

}  // namespace rollcall::campaigns
