#include "app/backup/restored_storage.hpp"

#include "app/backup/restored_bucket.hpp"
#include "app/backup/restored_folder.hpp"

namespace rollcall::app {

using storage::S3Address;

std::unique_ptr<RestoredStorage> make_restored_storage(const Options& options) {
    if (const auto* bucket = std::get_if<S3Address>(&options.storage)) {
        return std::make_unique<RestoredBucket>(*bucket, options.temporary_folder());
    }
    return std::make_unique<RestoredFolder>(std::get<std::filesystem::path>(options.storage));
}

void remove_end_of_restore(const storage::StorageAddress& address, storage::Blobs& blobs) {
    const auto* folder = std::get_if<std::filesystem::path>(&address);
    if (folder) return remove_end_of_restored_folder(*folder);
    remove_end_of_restored_bucket(blobs);
}

void require_empty_storage(const storage::StorageAddress& address) {
    if (const auto* bucket = std::get_if<S3Address>(&address)) return require_empty_bucket(*bucket);
    require_empty_folder(std::get<std::filesystem::path>(address));
}

}  // namespace rollcall::app
