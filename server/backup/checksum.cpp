#include "backup/checksum.hpp"

#include <array>

namespace rollcall::backup {

Checksum::Checksum() { crypto_generichash_init(&state_, nullptr, 0, crypto_generichash_BYTES); }

void Checksum::update(std::string_view bytes) {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Checksum::finish() {
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    std::string text(2 * hash.size() + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();
    return text;
}

}  // namespace rollcall::backup
