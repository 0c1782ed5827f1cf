#pragma once

#include <string_view>

namespace rollcall::backup {

/// A column of the database that names blobs.
struct BlobColumn {
    std::string_view table;
    std::string_view column;
    std::string_view folder;  ///< what the name of the blob begins with, where the column leaves it out
    bool has_recordings = false;
};

/// All of them, but for `unreferenced_blobs`, which are deleted in any case.
inline constexpr BlobColumn blob_columns[] = {
    {"members", "picture", "pictures/"},
    {"contact_import_files", "blob", ""},
    {"recordings", "blob", "", true},
};

}  // namespace rollcall::backup
