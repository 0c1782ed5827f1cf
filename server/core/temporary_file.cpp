#include "core/temporary_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "core/files/disk_error.hpp"
#include "core/files/nameless_file.hpp"

namespace rollcall {

namespace {

[[noreturn]] void fail(std::string_view what, const std::filesystem::path& folder = {}) {
    const auto place = folder.empty() ? "" : fmt::format(" in {}", folder.string());
    const auto cause =
        fmt::format("A temporary file could not be {}{}: {}", what, place, std::generic_category().message(errno));
    spdlog::error("{}", cause);
    throw DiskError("The disk cannot be used at the moment. Try again shortly.", cause);
}

int open_in_created_folder(const std::filesystem::path& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    return open_nameless_file(folder);
}

}  // namespace

TemporaryFile::TemporaryFile(const std::filesystem::path& folder) : descriptor_(open_in_created_folder(folder)) {
    if (descriptor_ < 0) fail("created", folder);
}

TemporaryFile::~TemporaryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

void TemporaryFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("written");
        bytes.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
}

void TemporaryFile::read(const std::function<void(std::string_view)>& on_chunk) const {
    std::array<char, 64 * 1024> buffer;
    for (std::uint64_t offset = 0; offset < size_;) {
        const auto count = ::pread(descriptor_, buffer.data(), buffer.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) fail("read");
        on_chunk({buffer.data(), static_cast<std::size_t>(count)});
        offset += static_cast<std::uint64_t>(count);
    }
}

bool TemporaryFile::link_to(const std::filesystem::path& name) const {
    if (::fsync(descriptor_) != 0) fail("written");
    return ::linkat(AT_FDCWD, path().c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

std::filesystem::path TemporaryFile::path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

}  // namespace rollcall
