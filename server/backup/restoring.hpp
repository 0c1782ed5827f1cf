#pragma once

#include <filesystem>

#include "backup/backup_reader.hpp"
#include "backup/format.hpp"
#include "backup/progress.hpp"
#include "database/whole/new_database.hpp"
#include "storage/blobs.hpp"

namespace rollcall::backup {

/// Fills a new database, with the tables of the backup's schema, and `blobs` from a backup. `temporary_folder` is on
/// the disk of the blobs. Throws std::runtime_error with the reason, or Error.
void load_backup(const std::filesystem::path& file, database::NewDatabase& database, storage::Blobs& blobs,
                 const std::filesystem::path& temporary_folder, Progress& progress);

}  // namespace rollcall::backup
