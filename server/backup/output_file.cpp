#include "backup/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <system_error>

#include "core/files/sync_folder.hpp"

namespace rollcall::backup {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file) {
    throw std::runtime_error(
        fmt::format("{} cannot be written: {}.", file.string(), std::generic_category().message(errno)));
}

[[noreturn]] void refuse_existing(const fs::path& file) {
    throw std::runtime_error(
        fmt::format("{} exists already, and is never overwritten: name another file.", file.string()));
}

void refuse_existing_one(const fs::path& file) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(file, ignored))) refuse_existing(file);
}

bool is_file_of_name(int descriptor, const fs::path& name) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::lstat(name.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
           opened.st_ino == named.st_ino;
}

/// Never over another file, also one that was made meanwhile. Some file systems cannot promise that.
void rename_to_new(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return;
    if (errno == EEXIST) refuse_existing(to);
    if (errno != EINVAL && errno != ENOSYS) fail(to);
    if (fs::exists(to)) refuse_existing(to);
    if (::rename(from.c_str(), to.c_str()) != 0) fail(to);
}

}  // namespace

OutputFile::OutputFile(fs::path file) : file_(std::move(file)), part_(file_.string() + ".part") {
    refuse_existing_one(file_);
    while (descriptor_ < 0) open_part();
    if (::fchmod(descriptor_, 0600) != 0 || ::ftruncate(descriptor_, 0) != 0) {
        const int reason = errno;
        ::close(descriptor_);
        errno = reason;
        fail(part_);
    }
}

/// Leaves no descriptor where another one that has ended deleted or renamed the file before it was locked.
void OutputFile::open_part() {
    const int opened = ::open(part_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (opened < 0) fail(part_);
    if (::flock(opened, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(opened);
        throw std::runtime_error(fmt::format("Another backup is writing {}: name another file.", part_.string()));
    }
    if (is_file_of_name(opened, part_)) {
        descriptor_ = opened;
    } else {
        ::close(opened);
        refuse_existing_one(file_);
    }
}

OutputFile::~OutputFile() {
    if (!is_published_) ::unlink(part_.c_str());
    ::close(descriptor_);
}

void OutputFile::publish() {
    if (::fsync(descriptor_) != 0) fail(part_);
    rename_to_new(part_, file_);
    is_published_ = true;
    try {
        sync_folder(file_.parent_path());
    } catch (const std::system_error& error) {
        throw std::runtime_error(fmt::format("{} is complete, but its name may not survive a power cut: {}.",
                                             file_.string(), error.code().message()));
    }
}

}  // namespace rollcall::backup
