#pragma once

#include <filesystem>
#include <memory>
#include <variant>

#include "storage/blobs.hpp"
#include "storage/s3/s3_address.hpp"

namespace rollcall::storage {

/// Where blobs are kept: in a folder, or in a bucket of an object store.
using StorageAddress = std::variant<std::filesystem::path, S3Address>;

/// Opens the storage, and creates a folder that does not exist. Throws LastingError or std::runtime_error with one
/// plain line where it cannot be used.
std::unique_ptr<Blobs> open_storage(const StorageAddress& address);

/// The same, but creates nothing: a folder that does not exist cannot be used.
std::unique_ptr<Blobs> open_existing_storage(const StorageAddress& address);

}  // namespace rollcall::storage
