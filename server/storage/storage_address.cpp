#include "storage/storage_address.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "storage/folder_blobs.hpp"
#include "storage/s3/s3_blobs.hpp"

namespace rollcall::storage {

std::unique_ptr<Blobs> open_storage(const StorageAddress& address) {
    if (const auto* bucket = std::get_if<S3Address>(&address)) return open_s3_blobs(*bucket);
    return open_folder_blobs(std::get<std::filesystem::path>(address));
}

std::unique_ptr<Blobs> open_existing_storage(const StorageAddress& address) {
    const auto* folder = std::get_if<std::filesystem::path>(&address);
    if (!folder || std::filesystem::is_directory(*folder)) return open_storage(address);
    throw std::runtime_error(fmt::format(
        "The storage folder {} does not exist. Name the one of the server by --storage or --data.", folder->string()));
}

}  // namespace rollcall::storage
