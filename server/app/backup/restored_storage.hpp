#pragma once

#include <filesystem>
#include <memory>

#include "storage/blobs.hpp"

namespace rollcall::app {

/// The files of a restore, which are in the folder `restoring` of the storage until all of it is there. What is not
/// kept is deleted with this object, or, after a crash, by the next restore: also what was moved into the storage
/// before the database was published.
class RestoredStorage {
public:
    explicit RestoredStorage(std::filesystem::path storage);
    ~RestoredStorage();
    RestoredStorage(const RestoredStorage&) = delete;
    RestoredStorage& operator=(const RestoredStorage&) = delete;

    storage::Blobs& blobs() { return *blobs_; }
    const std::filesystem::path& folder() const { return folder_; }
    /// Moves the files into the storage.
    void publish();
    /// Once the database that names the files is published.
    void keep();

private:
    std::filesystem::path storage_;
    std::filesystem::path folder_;
    std::unique_ptr<storage::Blobs> blobs_;
    bool is_kept_ = false;
};

/// For a server that uses the database of a restore which was killed after it had published it: from now on the files
/// in the storage are those of the server.
void remove_end_of_restore(const std::filesystem::path& storage);

/// Throws std::runtime_error with one plain line where the storage has files already.
void require_empty_storage(const std::filesystem::path& storage);

}  // namespace rollcall::app
