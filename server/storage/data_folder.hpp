#pragma once

#include <filesystem>

namespace rollcall::storage {

/// Creates the data folder where it does not exist, and closes it to other users. Throws std::runtime_error with one
/// plain line.
void create_data_folder(const std::filesystem::path& folder);

}  // namespace rollcall::storage
