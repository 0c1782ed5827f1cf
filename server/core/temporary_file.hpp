#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace rollcall {

/// A file without a name, for what is too large for memory: it is gone once this is, also when the program is killed.
/// All of it throws Error::unavailable when the disk cannot be used.
class TemporaryFile {
public:
    /// In that folder, which is made where there is none.
    explicit TemporaryFile(const std::filesystem::path& folder);
    ~TemporaryFile();
    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile& operator=(TemporaryFile&&) = delete;

    void append(std::string_view bytes);
    std::uint64_t size() const { return size_; }

    /// Gives all of its bytes to `take`, piece by piece, in their order.
    void read(const std::function<void(std::string_view)>& take) const;

    /// Gives it a name on the same disk as well, under which it stays once all of it is durable. Whether that could be:
    /// on another disk, and on some kinds of disk, it cannot, and has to be copied.
    enum class Linked { yes, no };
    Linked link_to(const std::filesystem::path& name) const;

    /// By which a program that this one starts can open it.
    std::filesystem::path path() const;

private:
    int descriptor_;
    std::uint64_t size_ = 0;
};

}  // namespace rollcall
