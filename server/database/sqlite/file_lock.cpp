#include "database/sqlite/file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace rollcall::database::sqlite {

FileLock::FileLock(const std::string& file) {
    const auto lock_file = file + ".lock";
    descriptor_ = ::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) {
        throw std::runtime_error(fmt::format("Cannot write {}: {}", lock_file, std::generic_category().message(errno)));
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const bool is_taken = errno == EWOULDBLOCK;
        const auto reason = std::generic_category().message(errno);
        ::close(descriptor_);
        if (is_taken) throw std::runtime_error(fmt::format("Another Rollcall is using {}", file));
        throw std::runtime_error(fmt::format("Cannot lock {}: {}", lock_file, reason));
    }
}

FileLock::~FileLock() { ::close(descriptor_); }

}  // namespace rollcall::database::sqlite
