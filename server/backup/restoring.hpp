#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>
#include <unordered_set>

#include "backup/backup_reader.hpp"
#include "backup/format.hpp"
#include "backup/progress.hpp"
#include "database/whole/new_database.hpp"
#include "storage/blobs.hpp"

namespace rollcall::backup {

/// Which files a backup had. There may be millions, so a hash of 64 bits stands for each name; that two are the same is
/// as good as impossible.
class LoadedBlobs {
public:
    void add(std::string_view name) { hashes_.insert(hash_(name)); }
    bool has(std::string_view name) const { return hashes_.contains(hash_(name)); }

private:
    std::hash<std::string_view> hash_;
    std::unordered_set<std::size_t> hashes_;
};

/// Fills a new database, with the tables of the backup's schema, and `blobs` from a backup. Returns which files it had.
/// `temporary_folder` is on the disk of the blobs. Throws std::runtime_error with the reason, or Error.
LoadedBlobs load_backup(const std::filesystem::path& file, database::NewDatabase& database, storage::Blobs& blobs,
                        const std::filesystem::path& temporary_folder, Progress& progress);

}  // namespace rollcall::backup
