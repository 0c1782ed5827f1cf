#include "core/files/sync_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace rollcall {

void sync_folder(const std::filesystem::path& folder) {
    const auto path = folder.empty() ? std::filesystem::path(".") : folder;
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int result = descriptor < 0 ? -1 : ::fsync(descriptor);
    const int reason = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (result != 0 && (descriptor < 0 || reason != EINVAL)) {
        throw std::system_error(reason, std::generic_category(), path.string());
    }
}

}  // namespace rollcall
