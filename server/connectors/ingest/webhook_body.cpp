#include "connectors/ingest/webhook_body.hpp"

#include <sodium.h>

#include <array>

#include "core/encoding/hex.hpp"

namespace rollcall::connectors {

std::uint64_t WebhookBody::size() const {
    const auto* bytes = std::get_if<std::string_view>(&bytes_);
    return bytes ? bytes->size() : std::get<const TemporaryFile*>(bytes_)->size();
}

void WebhookBody::read(const std::function<void(std::string_view)>& use) const {
    const auto* bytes = std::get_if<std::string_view>(&bytes_);
    if (bytes) return use(*bytes);
    std::get<const TemporaryFile*>(bytes_)->read(use);
}

std::string WebhookBody::text() const {
    std::string text;
    text.reserve(size());
    read([&](std::string_view chunk) { text += chunk; });
    return text;
}

std::string WebhookBody::hash() const {
    crypto_generichash_state state;
    std::array<unsigned char, 32> hash{};
    crypto_generichash_init(&state, nullptr, 0, hash.size());
    read([&](std::string_view chunk) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(chunk.data()), chunk.size());
    });
    crypto_generichash_final(&state, hash.data(), hash.size());
    return write_hex(hash);
}

}  // namespace rollcall::connectors
