#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace rollcall {

/// A file without a name, for data that is too large for memory. The system deletes it with this object, also when the
/// program is killed. Every function throws Error::unavailable when the disk cannot be used.
class TemporaryFile {
public:
    /// In that folder, which is created when it does not exist.
    explicit TemporaryFile(const std::filesystem::path& folder);
    ~TemporaryFile();
    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile& operator=(TemporaryFile&&) = delete;

    void append(std::string_view bytes);
    std::uint64_t size() const { return size_; }

    /// Calls `on_chunk` with all of its bytes in order, chunk by chunk.
    void read(const std::function<void(std::string_view)>& on_chunk) const;

    /// Makes the content durable and gives the file a name, under which it stays. False when that is impossible (on
    /// another disk, and on some file systems): the file has to be copied then.
    bool link_to(const std::filesystem::path& name) const;

    /// A path by which a child program can open it.
    std::filesystem::path path() const;

private:
    int descriptor_;
    std::uint64_t size_ = 0;
};

}  // namespace rollcall
