#include "connectors/ingest/hmac.hpp"

#include <cstdint>

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

std::string finish_sha1(boost::uuids::detail::sha1& hash) {
    boost::uuids::detail::sha1::digest_type words;
    hash.get_digest(words);
    std::string digest;
    for (const std::uint32_t word : words) {
        for (const auto shift : {24U, 16U, 8U, 0U}) digest += static_cast<char>(word >> shift & 0xFFU);
    }
    return digest;
}
void begin(HmacSha1State& state, std::string_view key) {
    constexpr std::size_t block_bytes = 64;
    std::string block(key);
    if (key.size() > block_bytes) {
        boost::uuids::detail::sha1 hash;
        hash.process_bytes(key.data(), key.size());
        block = finish_sha1(hash);
    }
    block.resize(block_bytes, '\0');
    for (const unsigned char byte : block) {
        state.inner.process_byte(byte ^ 0x36U);
        state.outer.process_byte(byte ^ 0x5CU);
    }
}
void update(HmacSha1State& state, std::string_view bytes) { state.inner.process_bytes(bytes.data(), bytes.size()); }
std::string end(HmacSha1State& state) {
    const auto inner = finish_sha1(state.inner);
    state.outer.process_bytes(inner.data(), inner.size());
    return finish_sha1(state.outer);
}

bool is_hex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

Hmac::Hmac(Algorithm algorithm, std::string_view key) {
    if (algorithm == Algorithm::sha512) state_.emplace<crypto_auth_hmacsha512_state>();
    if (algorithm == Algorithm::sha1) state_.emplace<HmacSha1State>();
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
