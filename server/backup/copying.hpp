#pragma once

#include "backup/format.hpp"
#include "backup/progress.hpp"
#include "database/whole/new_database.hpp"
#include "database/whole/snapshot.hpp"

namespace rollcall::backup {

/// Fills a new database with the rows of another one, of the same schema.
Checksums copy_rows(database::Snapshot& source, database::NewDatabase& target, Progress& progress);

/// Throws std::runtime_error where the rows of a table are not these.
void require_same_rows(database::NewDatabase& database, const Checksums& expected, Progress& progress);

}  // namespace rollcall::backup
