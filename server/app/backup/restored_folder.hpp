#pragma once

#include <filesystem>
#include <memory>

#include "app/backup/restored_storage.hpp"

namespace rollcall::app {

/// The files of a restore, which are in the folder `restoring` of the storage until all of it is there. What is not
/// kept is deleted with this object, or, after a crash, by the next restore: also what was moved into the storage
/// before the database was published.
class RestoredFolder final : public RestoredStorage {
public:
    explicit RestoredFolder(std::filesystem::path storage);
    ~RestoredFolder() override;

    storage::Blobs& blobs() override { return *blobs_; }
    const std::filesystem::path& temporary_folder() const override { return folder_; }
    /// Moves the files into the storage.
    void publish() override;
    bool keep() override;
    void leave() override { is_kept_ = true; }

private:
    std::filesystem::path storage_;
    std::filesystem::path folder_;
    std::unique_ptr<storage::Blobs> blobs_;
    bool is_kept_ = false;
};

void remove_end_of_restored_folder(const std::filesystem::path& storage);

void require_empty_folder(const std::filesystem::path& storage);

}  // namespace rollcall::app
