#pragma once

#include "database/database.hpp"

namespace rollcall::app {

/// Reads the row, to show that the database can be read.
std::optional<Time> find_readiness(database::Transaction& tx);

/// Stores the time of a readiness check. The write is the check itself: a full disk can still be read.
void upsert_readiness_row(database::Transaction& tx, Time now);

}  // namespace rollcall::app
