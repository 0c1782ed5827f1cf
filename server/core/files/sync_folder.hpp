#pragma once

#include <filesystem>

namespace rollcall {

/// Makes the names in a folder survive a power cut; an empty path is the current folder. Throws std::system_error. Does
/// nothing on file systems that cannot do it.
void sync_folder(const std::filesystem::path& folder);

}  // namespace rollcall
