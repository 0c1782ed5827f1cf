#pragma once

#include "campaigns/attempts/attempt.hpp"
#include "connectors/calling/call_placer.hpp"
#include "database/database.hpp"

/// What is known of a call after it was claimed, inside the write that stores it.
namespace rollcall::campaigns {

/// Stores what the platform has answered, or what was found there. A report may have been faster. Twice is as once.
void store_answer(database::Transaction& tx, const AttemptId& id, connectors::PlacedCall placed, Time now);

/// Gives it up as unknown where that is due. Of what was claimed in the future, the clock was set back: it counts as
/// claimed now.
void give_up_where_due(database::Transaction& tx, const AttemptId& id, Time now);

}  // namespace rollcall::campaigns
