#include "app/check/folder_probe.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "core/files/nameless_file.hpp"

namespace rollcall::app {

namespace {

namespace fs = std::filesystem;

std::string reason() { return std::generic_category().message(errno); }

FolderProbe probe_parent(const fs::path& folder) {
    auto parent = fs::absolute(folder).parent_path();
    std::error_code ignored;
    while (!fs::exists(parent, ignored) && parent != parent.parent_path()) parent = parent.parent_path();
    FolderProbe probe{.problem = {}, .is_missing = true, .written_at = {}};
    if (!fs::is_directory(parent, ignored)) {
        probe.problem = fmt::format("{} is no folder.", parent.string());
    } else if (::access(parent.c_str(), W_OK | X_OK) != 0) {
        probe.problem = fmt::format("{} cannot be created in {}: {}.", folder.string(), parent.string(), reason());
    }
    return probe;
}

}  // namespace

FolderProbe probe_folder(const fs::path& folder) {
    std::error_code problem;
    const auto status = fs::status(folder, problem);
    if (status.type() == fs::file_type::not_found) return probe_parent(folder);
    if (!fs::is_directory(status)) return {.problem = fmt::format("{} is no folder.", folder.string())};

    const auto fail = [&] {
        return FolderProbe{.problem = fmt::format("{} cannot be written: {}.", folder.string(), reason())};
    };
    const int descriptor = open_nameless_file(folder);
    if (descriptor < 0) return fail();
    const std::array<char, 4096> block{};
    struct stat written {};
    FolderProbe probe;
    if (::write(descriptor, block.data(), block.size()) != static_cast<ssize_t>(block.size()) ||
        ::fsync(descriptor) != 0 || ::fstat(descriptor, &written) != 0) {
        probe = fail();
    } else {
        probe.written_at =
            from_milliseconds(std::int64_t{written.st_mtim.tv_sec} * 1000 + written.st_mtim.tv_nsec / 1'000'000);
    }
    ::close(descriptor);
    return probe;
}

}  // namespace rollcall::app
