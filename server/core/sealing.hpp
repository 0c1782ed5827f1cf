#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace rollcall {

/// Seals secrets that Rollcall itself must read again, such as the token of a mail that waits: who has the database but
/// not the key file reads none of them (libsodium's secretbox, XSalsa20-Poly1305, with a random nonce each time).
class SealingKey {
public:
    /// The key in `file`, which is made with a new key, for its owner only, where there is none. Throws
    /// std::runtime_error with one plain line when the file cannot be made or read, or holds no key.
    static SealingKey from_file(const std::filesystem::path& file);

    /// Printable, and another text each time.
    std::string seal(std::string_view secret) const;

    /// Nothing for what was sealed with another key, or changed since.
    std::optional<std::string> open(std::string_view sealed) const;

private:
    SealingKey() = default;

    std::array<unsigned char, 32> key_{};
};

}  // namespace rollcall
