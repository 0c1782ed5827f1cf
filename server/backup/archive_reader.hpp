#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "backup/checksum.hpp"

struct archive;

namespace rollcall::backup {

/// A text of an archive as it may be printed on a terminal: not too long, and with a question mark for each byte that
/// is no printable character of ASCII.
std::string write_printable(std::string_view text);

/// Reads the entries of an archive in turn. Throws std::runtime_error with the reason where the file is damaged, cut
/// off, or something else.
class ArchiveReader {
public:
    explicit ArchiveReader(const std::filesystem::path& file);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    /// Goes to the next entry; false at the end. The one before has to be read to its end.
    bool next();
    const std::string& name() const { return name_; }
    std::uint64_t size() const { return size_; }

    /// The next bytes of the entry, valid until the next call; none at its end.
    std::string_view read();
    /// All of it. Refuses more than `limit` bytes.
    std::string read_all(std::size_t limit);

    /// Of the entries before the current one. Once.
    std::string finish_checksum() { return checksum_.finish(); }
    /// Adds the current entry to the checksum, before it is read.
    void count_entry();
    /// How many bytes of the file were read.
    std::uint64_t position() const;

private:
    [[noreturn]] void fail() const;

    struct Free {
        void operator()(archive* handle) const;
    };
    std::unique_ptr<archive, Free> handle_;
    Checksum checksum_;
    bool is_counted_ = false;
    std::string name_;
    std::uint64_t size_ = 0;
    std::string buffer_;
};

}  // namespace rollcall::backup
