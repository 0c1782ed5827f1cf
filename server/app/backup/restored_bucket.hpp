#pragma once

#include <filesystem>
#include <memory>

#include "app/backup/restored_storage.hpp"
#include "storage/s3/s3_blobs.hpp"

namespace rollcall::app {

/// The objects of a restore, which have their names at once, since a bucket renames nothing. Until the database is
/// published, the object `restoring` says that all of them belong to a restore that has not ended.
class RestoredBucket final : public RestoredStorage {
public:
    RestoredBucket(const storage::S3Address& address, std::filesystem::path temporary_folder);
    ~RestoredBucket() override;

    storage::Blobs& blobs() override { return *blobs_; }
    const std::filesystem::path& temporary_folder() const override { return temporary_folder_; }
    void publish() override {}
    bool keep() override;
    void leave() override { is_kept_ = true; }

private:
    const std::unique_ptr<storage::S3Blobs> blobs_;
    const std::filesystem::path temporary_folder_;
    bool is_kept_ = false;
};

void remove_end_of_restored_bucket(storage::Blobs& blobs);

void require_empty_bucket(const storage::S3Address& address);

}  // namespace rollcall::app
