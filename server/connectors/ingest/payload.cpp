#include "connectors/ingest/payload.hpp"

#include <sodium.h>

#include <array>

namespace rollcall::connectors {

std::uint64_t Payload::size() const {
    const auto* bytes = std::get_if<std::string_view>(&bytes_);
    return bytes ? bytes->size() : std::get<const TemporaryFile*>(bytes_)->size();
}

void Payload::read(const std::function<void(std::string_view)>& take) const {
    const auto* bytes = std::get_if<std::string_view>(&bytes_);
    if (bytes) return take(*bytes);
    std::get<const TemporaryFile*>(bytes_)->read(take);
}

std::string Payload::text() const {
    std::string text;
    text.reserve(size());
    read([&](std::string_view piece) { text += piece; });
    return text;
}

std::string Payload::hash() const {
    crypto_generichash_state state;
    std::array<unsigned char, 32> hash{};
    crypto_generichash_init(&state, nullptr, 0, hash.size());
    read([&](std::string_view piece) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(piece.data()), piece.size());
    });
    crypto_generichash_final(&state, hash.data(), hash.size());
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();  // the terminating zero
    return hex;
}

}  // namespace rollcall::connectors
