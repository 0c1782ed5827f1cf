#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace rollcall {

/// Encrypts secrets that Rollcall itself must read again, such as the token in a queued email: somebody who has the
/// database but not the key file can read none of them (libsodium's secretbox, XSalsa20-Poly1305, a random nonce each).
class SealingKey {
public:
    /// The key in `file`; the file is created with a new key, readable by its owner only, when it does not exist.
    /// Throws std::runtime_error with one plain line when the file cannot be created or read, or contains no key.
    static SealingKey load_or_create(const std::filesystem::path& file);

    /// The same for a file that exists already.
    static SealingKey load(const std::filesystem::path& file);

    /// Printable text, different each time.
    std::string seal(std::string_view secret) const;

    /// Nothing for a text that was sealed with another key, or changed since.
    std::optional<std::string> open(std::string_view sealed) const;

    /// A key for something else than sealing, the same after each start. `purpose` is a constant of its own for each
    /// use.
    std::array<unsigned char, 32> derive_key(std::string_view purpose) const;

private:
    SealingKey() = default;

    std::array<unsigned char, 32> key_{};
};

}  // namespace rollcall
