#include "core/sealing.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

#include <cstring>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "core/encoding/base64url.hpp"
#include "core/files/durable_file.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace rollcall {

namespace {

static_assert(crypto_secretbox_KEYBYTES == 32);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view why) {
    throw std::runtime_error(fmt::format("The key file {} {}.", file.string(), why));
}

// As ssh does for private keys. Who has the key and the database opens every secret in it.
void require_private(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) refuse(file, "cannot be read");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return;
    throw std::runtime_error(
        fmt::format("The key file {0} can be read by others. Close it: chmod 600 {0}", file.string()));
}

void create_key_file(const std::filesystem::path& file) {
    try {
        write_durable_file(file, make_token() + "\n");
    } catch (const std::system_error& error) {
        refuse(file, fmt::format("cannot be written: {}", error.code().message()));
    }
}

}  // namespace

SealingKey SealingKey::load_or_create(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) create_key_file(file);
    return load(file);
}

SealingKey SealingKey::load(const std::filesystem::path& file) {
    std::ifstream stream(file);
    std::string line;
    if (!stream || !std::getline(stream, line)) refuse(file, "cannot be read");

    SealingKey key;
    const auto bytes = decode_base64url(trim(line));
    if (!bytes || bytes->size() != key.key_.size()) refuse(file, "holds no key");
    require_private(file);
    std::memcpy(key.key_.data(), bytes->data(), key.key_.size());
    return key;
}

std::string SealingKey::seal(std::string_view secret) const {
    std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + secret.size(), '\0');
    auto* nonce = reinterpret_cast<unsigned char*>(sealed.data());
    randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, bytes_of(secret), secret.size(), nonce, key_.data());
    return encode_base64url(sealed);
}

std::optional<std::string> SealingKey::open(std::string_view sealed) const {
    constexpr std::size_t overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    const auto bytes = decode_base64url(sealed);
    if (!bytes || bytes->size() < overhead) return std::nullopt;
    std::string secret(bytes->size() - overhead, '\0');
    const auto* nonce = bytes_of(*bytes);
    const auto* box = nonce + crypto_secretbox_NONCEBYTES;
    const bool is_authentic =
        crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(secret.data()), box,
                                   bytes->size() - crypto_secretbox_NONCEBYTES, nonce, key_.data()) == 0;
    return is_authentic ? std::optional(secret) : std::nullopt;
}

std::array<unsigned char, 32> SealingKey::derive_key(std::string_view purpose) const {
    static_assert(crypto_auth_BYTES == 32 && crypto_auth_KEYBYTES == 32);
    std::array<unsigned char, 32> derived{};
    crypto_auth(derived.data(), bytes_of(purpose), purpose.size(), key_.data());
    return derived;
}

}  // namespace rollcall
