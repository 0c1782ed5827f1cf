#include "storage/s3/s3_uploads.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "core/encoding/hex.hpp"
#include "core/files/disk_error.hpp"

namespace rollcall::storage {

namespace {

class Sha256 {
public:
    Sha256() { crypto_hash_sha256_init(&state_); }
    void update(std::string_view bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }
    std::string finish() {
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
        crypto_hash_sha256_final(&state_, hash.data());
        return write_hex(hash);
    }

private:
    crypto_hash_sha256_state state_{};
};

[[noreturn]] void fail() {
    const auto cause = fmt::format("Reading a temporary file failed: {}", std::generic_category().message(errno));
    throw DiskError("The storage cannot be used at the moment. Try again shortly.", cause);
}

std::size_t read_file(int descriptor, std::uint64_t offset, char* buffer, std::size_t size) {
    for (;;) {
        const auto count = ::pread(descriptor, buffer, size, static_cast<off_t>(offset));
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) fail();
    }
}

}  // namespace

S3Upload upload_of(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    return {.size = bytes.size(),
            .sha256 = hash.finish(),
            .read_at = [bytes](std::uint64_t offset, char* buffer, std::size_t size) {
                const auto rest = bytes.substr(std::min<std::uint64_t>(offset, bytes.size()), size);
                std::ranges::copy(rest, buffer);
                return rest.size();
            }};
}

OpenedFile::OpenedFile(const TemporaryFile& file)
    : file_(file), descriptor_(::open(file.path().c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail();
}

OpenedFile::~OpenedFile() { ::close(descriptor_); }

S3Upload OpenedFile::upload() const {
    Sha256 hash;
    file_.read([&](std::string_view chunk) { hash.update(chunk); });
    return {.size = file_.size(),
            .sha256 = hash.finish(),
            .read_at = [descriptor = descriptor_](std::uint64_t offset, char* buffer, std::size_t size) {
                return read_file(descriptor, offset, buffer, size);
            }};
}

}  // namespace rollcall::storage
