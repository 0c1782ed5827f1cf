#include "backup/checksum.hpp"

#include <array>

#include "core/encoding/hex.hpp"

namespace rollcall::backup {

Checksum::Checksum() { crypto_generichash_init(&state_, nullptr, 0, crypto_generichash_BYTES); }

void Checksum::update(std::string_view bytes) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Checksum::finish() {
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    return write_hex(hash);
}

}  // namespace rollcall::backup
