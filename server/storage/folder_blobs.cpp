#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "core/files/disk_error.hpp"
#include "core/files/sync_folder.hpp"
#include "storage/folder_blobs.hpp"

namespace rollcall::storage {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path) {
    const auto cause = fmt::format("{} {} failed: {}", what, path.string(), std::generic_category().message(errno));
    spdlog::error("{}", cause);
    throw DiskError("The storage cannot be used at the moment. Try again shortly.", cause);
}

/// A file descriptor, closed at the end.
class File {
public:
    File(const fs::path& path, int flags) : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    bool is_open() const { return descriptor_ >= 0; }

    void write_all(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto written = write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail("Writing", path_);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    std::string read_all() {
        std::string bytes;
        constexpr std::size_t chunk = 64 * 1024;
        for (;;) {
            const auto before = bytes.size();
            bytes.resize(before + chunk);
            const auto count = read(descriptor_, bytes.data() + before, chunk);
            bytes.resize(before + static_cast<std::size_t>(count > 0 ? count : 0));
            if (count < 0 && errno != EINTR) fail("Reading", path_);
            if (count == 0) return bytes;
        }
    }

    std::string read_at(std::uint64_t offset, std::size_t size) {
        std::string bytes(size, '\0');
        std::size_t done = 0;
        while (done < size) {
            const auto count = pread(descriptor_, bytes.data() + done, size - done, static_cast<off_t>(offset + done));
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) fail("Reading", path_);
            if (count == 0) break;
            done += static_cast<std::size_t>(count);
        }
        bytes.resize(done);
        return bytes;
    }

    std::uint64_t size() const {
        struct stat status {};
        if (fstat(descriptor_, &status) != 0) fail("Reading", path_);
        return static_cast<std::uint64_t>(status.st_size);
    }

    void sync() {
        if (fsync(descriptor_) != 0) fail("Writing", path_);
    }

private:
    const fs::path path_;
    const int descriptor_;
};

void sync_names(const fs::path& folder) {
    try {
        sync_folder(folder);
    } catch (const std::system_error& error) {
        errno = error.code().value();
        fail("Writing", folder);
    }
}

void delete_file(const fs::path& path) {
    if (unlink(path.c_str()) != 0 && errno != ENOENT) fail("Deleting", path);
}

class FileBlob final : public Blob {
public:
    explicit FileBlob(const fs::path& path) : file_(path, O_RDONLY) {}

    bool is_open() const { return file_.is_open(); }
    std::uint64_t size() const override { return file_.size(); }
    std::string read(std::uint64_t offset, std::size_t bytes) override { return file_.read_at(offset, bytes); }

private:
    File file_;
};

class FolderBlobs final : public Blobs {
public:
    explicit FolderBlobs(fs::path folder) : folder_(std::move(folder)) {}

    void put(std::string_view name, std::string_view bytes) override {
        const auto path = made_path_of(name);
        write_whole(path, [&](File& file) { file.write_all(bytes); });
    }

    void put_file(std::string_view name, const TemporaryFile& source) override {
        const auto path = made_path_of(name);
        if (source.link_to(path)) return sync_names(path.parent_path());
        write_whole(path, [&](File& file) { source.read([&](std::string_view chunk) { file.write_all(chunk); }); });
    }

    std::optional<std::string> get(std::string_view name) override {
        const auto path = path_of(name);
        File file(path, O_RDONLY);
        if (!file.is_open() && errno == ENOENT) return std::nullopt;
        if (!file.is_open()) fail("Opening", path);
        return file.read_all();
    }

    std::unique_ptr<Blob> open(std::string_view name) override {
        const auto path = path_of(name);
        auto blob = std::make_unique<FileBlob>(path);
        if (!blob->is_open() && errno == ENOENT) return nullptr;
        if (!blob->is_open()) fail("Opening", path);
        return blob;
    }

    void remove(std::string_view name) override {
        const auto path = path_of(name);
        delete_file(unfinished_of(path));
        delete_file(path);
        std::error_code problem;
        if (fs::is_directory(path.parent_path(), problem)) sync_names(path.parent_path());
    }

private:
    fs::path path_of(std::string_view name) const {
        if (!is_blob_name(name)) throw std::logic_error(fmt::format("'{}' is not the name of a blob", name));
        return folder_ / name;
    }

    fs::path made_path_of(std::string_view name) const {
        const auto path = path_of(name);
        std::error_code problem;
        if (!fs::create_directories(path.parent_path(), problem)) return path;
        try {
            sync_names(path.parent_path().parent_path());
        } catch (const Error&) {
            fs::remove(path.parent_path(), problem);  // otherwise the next blob would find it, and not sync it
            throw;
        }
        return path;
    }

    template <class Write>
    static void write_whole(const fs::path& path, Write write) {
        const auto unfinished = unfinished_of(path);
        File file(unfinished, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file.is_open()) fail("Opening", unfinished);
        try {
            write(file);
            file.sync();
            if (rename(unfinished.c_str(), path.c_str()) != 0) fail("Renaming", unfinished);
        } catch (const Error&) {
            unlink(unfinished.c_str());  // it may be what fills the disk
            throw;
        }
        sync_names(path.parent_path());
    }

    // Names of blobs have no full stop.
    static fs::path unfinished_of(const fs::path& path) { return path.string() + ".unfinished"; }

    const fs::path folder_;
};

}  // namespace

bool is_blob_name(std::string_view text) {
    constexpr auto allowed = "abcdefghijklmnopqrstuvwxyz0123456789-/";
    return !text.empty() && text.front() != '/' && text.back() != '/' && text.find("//") == std::string_view::npos &&
           text.find_first_not_of(allowed) == std::string_view::npos;
}

std::unique_ptr<Blobs> open_folder_blobs(const fs::path& folder) {
    std::error_code problem;
    if (fs::create_directories(folder, problem)) fs::permissions(folder, fs::perms::owner_all, problem);
    if (!problem && access(folder.c_str(), R_OK | W_OK | X_OK) != 0) {
        problem = std::error_code(errno, std::generic_category());
    }
    if (problem) {
        throw std::runtime_error(
            fmt::format("The storage folder {} cannot be used: {}.", folder.string(), problem.message()));
    }
    return std::make_unique<FolderBlobs>(folder);
}

}  // namespace rollcall::storage
