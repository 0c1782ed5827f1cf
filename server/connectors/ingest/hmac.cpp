#include "connectors/ingest/hmac.hpp"

namespace rollcall::connectors {

namespace {

constexpr std::size_t longest_digest = crypto_auth_hmacsha512_BYTES;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

void begin(crypto_auth_hmacsha256_state& state, std::string_view key) {
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
}
void begin(crypto_auth_hmacsha512_state& state, std::string_view key) {
    crypto_auth_hmacsha512_init(&state, bytes_of(key), key.size());
}
void update(crypto_auth_hmacsha256_state& state, std::string_view bytes) {
    crypto_auth_hmacsha256_update(&state, bytes_of(bytes), bytes.size());
}
void update(crypto_auth_hmacsha512_state& state, std::string_view bytes) {
    crypto_auth_hmacsha512_update(&state, bytes_of(bytes), bytes.size());
}
std::string end(crypto_auth_hmacsha256_state& state) {
    std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}
std::string end(crypto_auth_hmacsha512_state& state) {
    std::string digest(crypto_auth_hmacsha512_BYTES, '\0');
    crypto_auth_hmacsha512_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

bool is_hex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

Hmac::Hmac(Algorithm algorithm, std::string_view key) {
    if (algorithm == Algorithm::sha512) state_.emplace<crypto_auth_hmacsha512_state>();
    std::visit([&](auto& state) { begin(state, key); }, state_);
}

void Hmac::append(std::string_view bytes) {
    std::visit([&](auto& state) { update(state, bytes); }, state_);
}

std::string Hmac::finish() {
    return std::visit([](auto& state) { return end(state); }, state_);
}

std::string parse_digest(std::string_view text) {
    std::string bytes(longest_digest, '\0');
    auto* const into = reinterpret_cast<unsigned char*>(bytes.data());
    std::size_t size = 0;
    const auto failed = is_hex(text)
                            ? sodium_hex2bin(into, bytes.size(), text.data(), text.size(), nullptr, &size, nullptr)
                            : sodium_base642bin(into, bytes.size(), text.data(), text.size(), nullptr, &size, nullptr,
                                                sodium_base64_VARIANT_ORIGINAL);
    bytes.resize(failed == 0 ? size : 0);
    return bytes;
}

}  // namespace rollcall::connectors
