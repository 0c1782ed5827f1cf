#pragma once

#include "app/metrics/families.hpp"
#include "database/database.hpp"

namespace rollcall::app {

/// How much waits in each queue of the database, and how long the oldest does.
void add_queues(Families& families, database::Database& database, Time now);

}  // namespace rollcall::app
