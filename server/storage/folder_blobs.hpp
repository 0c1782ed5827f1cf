#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "storage/blobs.hpp"

namespace rollcall::storage {

/// Keeps each blob as a file below a folder, which is created if needed. Throws std::runtime_error with one plain line
/// when that fails.
std::unique_ptr<Blobs> open_folder_blobs(const std::filesystem::path& folder);

/// Whether a text has the form of a blob's name, which leads nowhere else.
bool is_blob_name(std::string_view text);

}  // namespace rollcall::storage
