#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "backup/format.hpp"
#include "backup/progress.hpp"
#include "database/whole/snapshot.hpp"
#include "storage/blobs.hpp"

namespace rollcall::backup {

struct BackupSource {
    database::Snapshot& snapshot;  ///< ends when its tables are read
    storage::Blobs& blobs;
    Manifest manifest;               ///< what the snapshot does not say
    std::optional<std::string> key;  ///< the content of the key file, to be kept in the backup
};

/// Writes the backup to a new file, which is there only once it is whole. Returns what is in it. Throws
/// std::runtime_error with one plain line, and leaves no file then.
Checksums write_backup(const BackupSource& source, const std::filesystem::path& file, Progress& progress);

}  // namespace rollcall::backup
