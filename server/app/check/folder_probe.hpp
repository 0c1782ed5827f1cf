#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/clock.hpp"

namespace rollcall::app {

/// Whether files can be written in a folder.
struct FolderProbe {
    std::string problem;             ///< in a sentence with a full stop; empty where they can
    bool is_missing = false;         ///< the folder is not there, but can be made
    std::optional<Time> written_at;  ///< by the clock of the file system
};

/// Writes a file that has no name where the file system knows such, so that nobody sees it, and that is gone
/// afterwards.
FolderProbe probe_folder(const std::filesystem::path& folder);

}  // namespace rollcall::app
