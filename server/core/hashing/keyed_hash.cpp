#include "core/hashing/keyed_hash.hpp"

#include <sodium.h>

#include <array>

#include "core/encoding/hex.hpp"

namespace rollcall {

std::string make_keyed_hash(const SealingKey& key, std::string_view purpose, std::string_view text) {
    static_assert(crypto_auth_KEYBYTES == 32);
    const auto derived = key.derive_key(purpose);
    std::array<unsigned char, crypto_auth_BYTES> hash{};
    crypto_auth(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), derived.data());
    return write_hex(hash);
}

}  // namespace rollcall
