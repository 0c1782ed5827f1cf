#pragma once

#include <filesystem>

namespace rollcall {

/// Opens a new file in a folder to read and write it, which the system deletes when it is closed. Nobody sees it, but
/// for a moment on file systems that have no files without a name. Returns a descriptor, or -1 and the reason in errno.
int open_nameless_file(const std::filesystem::path& folder);

}  // namespace rollcall
