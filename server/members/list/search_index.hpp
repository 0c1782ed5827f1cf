#pragma once

#include "database/database.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::members {

/// In many short writes: adds the job titles to what an earlier version searched, makes the index of the search once
/// there are too many members to be searched in memory, and deletes it again. Continues where it was after a crash.
jobs::PeriodicWork search_index_work(database::Database& database);

}  // namespace rollcall::members
