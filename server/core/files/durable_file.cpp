#include "core/files/durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "core/files/sync_folder.hpp"

namespace rollcall {

namespace {

void require(bool succeeded, const std::filesystem::path& path) {
    if (!succeeded) throw std::system_error(errno, std::generic_category(), path.string());
}

class Descriptor {
public:
    Descriptor(const std::filesystem::path& path, int flags)
        : path_(path), number_(::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
        require(number_ >= 0, path);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto written = ::write(number_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            require(written >= 0, path_);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void sync() const { require(::fsync(number_) == 0, path_); }

private:
    const std::filesystem::path& path_;
    const int number_;
};

}  // namespace

void write_durable_file(const std::filesystem::path& file, std::string_view bytes) {
    const std::filesystem::path unfinished = file.string() + std::string(unfinished_ending);
    try {
        const Descriptor written(unfinished, O_WRONLY | O_CREAT | O_TRUNC);
        written.write(bytes);
        written.sync();
        require(::rename(unfinished.c_str(), file.c_str()) == 0, file);
    } catch (const std::system_error&) {
        ::unlink(unfinished.c_str());
        throw;
    }
    sync_folder(file.parent_path());
}

}  // namespace rollcall
