#include "app/check/file_checks.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "app/check/folder_probe.hpp"
#include "app/installation/installation.hpp"
#include "backup/progress.hpp"
#include "core/files/disk_error.hpp"
#include "database/postgres/address.hpp"
#include "http/static_files/web_page_files.hpp"
#include "storage/s3/s3_blobs.hpp"

namespace rollcall::app {

namespace {

namespace fs = std::filesystem;
using Outcome = Finding::Outcome;

constexpr std::uint64_t smallest_free_bytes = std::uint64_t{1} << 30;
constexpr std::uint64_t smallest_free_files = 1000;

std::string name_of_user(uid_t user) {
    const auto* found = ::getpwuid(user);
    return found ? found->pw_name : std::to_string(user);
}

/// What is wrong with the owner or the mode of a file, if anything is.
std::optional<std::string> find_permission_problem(const fs::path& file, uid_t owner) {
    struct stat status {};
    if (::lstat(file.c_str(), &status) != 0) {
        // Files beside the database and those of `incoming` come and go.
        if (errno == ENOENT) return std::nullopt;
        return fmt::format("{}: {}.", file.string(), std::generic_category().message(errno));
    }
    if (S_ISLNK(status.st_mode)) return std::nullopt;
    if (status.st_uid != owner) {
        return fmt::format("{0} belongs to {1} and the data folder to {2}: chown {2} {0}", file.string(),
                           name_of_user(status.st_uid), name_of_user(owner));
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fmt::format("{0} is open to other users: chmod go= {0}", file.string());
    }
    return std::nullopt;
}

Finding check_bucket(const storage::S3Address& address) {
    storage::S3Blobs blobs(address);
    const auto problem = blobs.find_problem();
    if (!problem.sentence.empty()) return {Outcome::wrong, "storage", problem.sentence};
    const auto remark = blobs.keeps_versions()
                            ? " It keeps versions: what is erased stays there until the bucket's own "
                              "rules delete it."
                            : "";
    return {Outcome::ok, "storage", fmt::format("{} can be read and written.{}", address.text(), remark)};
}

Finding check_storage_folder(const fs::path& folder) {
    const auto probe = probe_folder(folder);
    if (!probe.problem.empty()) return {Outcome::wrong, "storage", probe.problem};
    return {
        Outcome::ok, "storage",
        fmt::format("{} {}.", folder.string(), probe.is_missing ? "is created at the first start" : "can be written")};
}

/// The nearest folder above that exists.
fs::path existing_part(fs::path folder) {
    std::error_code ignored;
    folder = fs::absolute(folder);
    while (!fs::exists(folder, ignored) && folder != folder.parent_path()) folder = folder.parent_path();
    return folder;
}

/// Where the server needs room, as far as these folders exist.
std::vector<fs::path> folders_that_grow(const Options& options) {
    std::vector<fs::path> folders{existing_part(options.data)};
    if (const auto* storage = std::get_if<fs::path>(&options.storage)) folders.push_back(existing_part(*storage));
    const auto add_folder_of = [&](const fs::path& file) {
        folders.push_back(existing_part(fs::absolute(file).parent_path()));
    };
    if (!database::is_postgres_address(options.database)) add_folder_of(options.database);
    add_folder_of(options.erasures_file);
    return folders;
}

}  // namespace

Finding check_settings(const Options& options) {
    const auto wrong = [](std::string sentence) { return Finding{Outcome::wrong, "settings", std::move(sentence)}; };
    try {
        http::load_web_page(options.page);
    } catch (const std::exception& error) {
        return wrong(fmt::format("{}. Name the built page by --page.", error.what()));
    }
    for (const auto& program : {options.picture_program, options.audio_program}) {
        if (::access(program.c_str(), X_OK) == 0) continue;
        return wrong(fmt::format("{} is missing or cannot be run; it belongs beside this program.", program.string()));
    }
    const auto address = options.base_url.empty() ? std::string("without --base-url") : options.base_url;
    const bool is_mail_without_url = options.base_url.empty() && options.mail.server;
    const auto remark = is_mail_without_url ? " Set --base-url: links in emails begin with it." : "";
    return {Outcome::ok, "settings", fmt::format("Rollcall {}, {}.{}", options.version, address, remark)};
}

Finding check_storage(const Options& options, const std::optional<Installation>& installation) {
    for (const auto& folder : {options.data, options.temporary_folder()}) {
        const auto probe = probe_folder(folder);
        if (!probe.problem.empty()) return {Outcome::wrong, "storage", probe.problem};
    }
    const auto* const bucket = std::get_if<storage::S3Address>(&options.storage);
    auto finding = bucket ? check_bucket(*bucket) : check_storage_folder(std::get<fs::path>(options.storage));
    if (finding.outcome != Outcome::ok || !installation) return finding;
    try {
        const auto blobs = storage::open_existing_storage(options.storage);
        require_storage_of(*installation, *blobs, storage::describe_storage(options.storage));
        return finding;
    } catch (const std::exception& error) {
        return {Outcome::wrong, "storage", describe_to_operator(error) + "."};
    }
}

Finding check_permissions(const Options& options) {
    struct stat folder {};
    if (::stat(options.data.c_str(), &folder) != 0) {
        if (errno == ENOENT) {
            return {Outcome::skipped, "permissions",
                    fmt::format("{} is created at the first start.", options.data.string())};
        }
        return {Outcome::wrong, "permissions",
                fmt::format("{}: {}.", options.data.string(), std::generic_category().message(errno))};
    }
    std::vector<fs::path> files{options.data};
    if (!database::is_postgres_address(options.database)) {
        for (const auto* ending : {"", "-wal", "-shm", ".lock"}) files.emplace_back(options.database + ending);
    }
    std::error_code problem;
    for (fs::directory_iterator entry(options.data, problem), end; !problem && entry != end; entry.increment(problem)) {
        // Others who cannot enter the data folder cannot open what is in it, whatever its mode; but the owner matters.
        struct stat status {};
        if (::lstat(entry->path().c_str(), &status) == 0 && status.st_uid != folder.st_uid)
            files.push_back(entry->path());
    }
    if (problem) {
        return {Outcome::wrong, "permissions", fmt::format("{}: {}.", options.data.string(), problem.message())};
    }
    std::string problems;
    for (const auto& file : files) {
        if (const auto found = find_permission_problem(file, folder.st_uid)) {
            if (problems.find(*found) == std::string::npos) problems += (problems.empty() ? "" : "; ") + *found;
        }
    }
    if (!problems.empty()) return {Outcome::wrong, "permissions", problems};
    const auto user = ::geteuid();
    if (user != folder.st_uid) {
        const auto sentence =
            fmt::format("{0} belongs to {1}, and this was run as {2}: run it as {1}, as whom the server runs.",
                        options.data.string(), name_of_user(folder.st_uid), name_of_user(user));
        return {user == 0 ? Outcome::skipped : Outcome::wrong, "permissions", sentence};
    }
    return {Outcome::ok, "permissions",
            fmt::format("{} is open to {} alone.", options.data.string(), name_of_user(user))};
}

Finding check_free_disk(const Options& options) {
    std::string sentence;
    std::set<dev_t> disks;
    for (const auto& folder : folders_that_grow(options)) {
        struct statvfs disk {};
        struct stat status {};
        if (::statvfs(folder.c_str(), &disk) != 0 || ::stat(folder.c_str(), &status) != 0) {
            return {Outcome::wrong, "free disk",
                    fmt::format("{}: {}.", folder.string(), std::generic_category().message(errno))};
        }
        if (!disks.insert(status.st_dev).second) continue;
        const auto free_bytes = std::uint64_t{disk.f_bavail} * disk.f_frsize;
        if (free_bytes < smallest_free_bytes) {
            return {Outcome::wrong, "free disk",
                    fmt::format("The disk of {} has {} left. Make room: without it nothing can be saved.",
                                folder.string(), backup::describe_bytes(free_bytes))};
        }
        if (disk.f_files > 0 && disk.f_favail < smallest_free_files) {
            return {Outcome::wrong, "free disk",
                    fmt::format("The disk of {} has room for {} more files only. Make room: without it nothing can be "
                                "saved.",
                                folder.string(), disk.f_favail)};
        }
        sentence += fmt::format("{}the disk of {} has {} left", sentence.empty() ? "" : ", ", folder.string(),
                                backup::describe_bytes(free_bytes));
    }
    sentence[0] = 'T';
    return {Outcome::ok, "free disk", sentence + "."};
}

}  // namespace rollcall::app
