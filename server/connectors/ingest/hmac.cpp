#include "connectors/ingest/hmac.hpp"

#include <sodium.h>

namespace rollcall::connectors {

namespace {

constexpr std::size_t sha1_bytes = 20;
constexpr std::size_t sha512_bytes = 64;
constexpr std::size_t longest_digest = sha512_bytes;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

GChecksumType checksum_of(Hmac::Algorithm algorithm) {
    switch (algorithm) {
        case Hmac::Algorithm::sha1:
            return G_CHECKSUM_SHA1;
        case Hmac::Algorithm::sha256:
            break;
        case Hmac::Algorithm::sha512:
            return G_CHECKSUM_SHA512;
    }
    return G_CHECKSUM_SHA256;
}

bool is_hex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

Hmac::Hmac(Algorithm algorithm, std::string_view key)
    : state_(g_hmac_new(checksum_of(algorithm), bytes_of(key), key.size())) {}

void Hmac::append(std::string_view bytes) {
    g_hmac_update(state_.get(), bytes_of(bytes), static_cast<gssize>(bytes.size()));
}

std::string Hmac::finish() {
    std::string digest(longest_digest, '\0');
    gsize size = digest.size();
    g_hmac_get_digest(state_.get(), reinterpret_cast<guint8*>(digest.data()), &size);
    digest.resize(size);
    return digest;
}

Hmac::Algorithm algorithm_of(std::string_view digest) {
    if (digest.size() == sha1_bytes) return Hmac::Algorithm::sha1;
    return digest.size() == sha512_bytes ? Hmac::Algorithm::sha512 : Hmac::Algorithm::sha256;
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
