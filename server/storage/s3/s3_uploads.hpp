#pragma once

#include <string_view>

#include "core/temporary_file.hpp"
#include "storage/s3/s3_client.hpp"

namespace rollcall::storage {

/// The bytes must stay until the upload has ended.
S3Upload upload_of(std::string_view bytes);

/// A file that is read once for its hash, and once or more to be sent; it must stay too.
class OpenedFile {
public:
    explicit OpenedFile(const TemporaryFile& file);
    ~OpenedFile();
    OpenedFile(const OpenedFile&) = delete;
    OpenedFile& operator=(const OpenedFile&) = delete;

    S3Upload upload() const;

private:
    const TemporaryFile& file_;
    const int descriptor_;
};

}  // namespace rollcall::storage
