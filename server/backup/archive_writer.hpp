#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "backup/checksum.hpp"

struct archive;

namespace rollcall::backup {

/// Writes the entries of an archive to a file. Throws std::runtime_error with the reason where that fails.
class ArchiveWriter {
public:
    explicit ArchiveWriter(int descriptor);
    ~ArchiveWriter();
    ArchiveWriter(const ArchiveWriter&) = delete;
    ArchiveWriter& operator=(const ArchiveWriter&) = delete;

    /// `size` bytes have to follow, by `append`.
    void begin_entry(std::string_view name, std::uint64_t size);
    void append(std::string_view bytes);
    void write_entry(std::string_view name, std::string_view bytes);

    /// Of everything so far. Once.
    std::string finish_checksum() { return checksum_.finish(); }
    /// Ends the archive.
    void close();

private:
    void require(int result);

    struct Free {
        void operator()(archive* handle) const;
    };
    std::unique_ptr<archive, Free> handle_;
    Checksum checksum_;
};

}  // namespace rollcall::backup
