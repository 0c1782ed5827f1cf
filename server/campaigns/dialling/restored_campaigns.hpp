#pragma once

#include "core/clock.hpp"
#include "database/database.hpp"

namespace rollcall::campaigns {

/// Pauses all campaigns of a database that was restored from a backup, which does not know who was called after it was
/// made: only a person can tell whether they may go on. Returns how many.
std::size_t pause_restored_campaigns(database::Transaction& tx, Time now);

}  // namespace rollcall::campaigns
