#pragma once

#include <sodium.h>
#include <boost/uuid/detail/sha1.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace rollcall::connectors {

/// As in libsodium, which does not have SHA-1.
struct HmacSha1State {
    boost::uuids::detail::sha1 inner;
    boost::uuids::detail::sha1 outer;
};
inline constexpr std::size_t hmac_sha1_bytes = 20;

/// A keyed digest (RFC 2104), computed chunk by chunk.
class Hmac {
public:
    enum class Algorithm { sha1, sha256, sha512 };

    Hmac(Algorithm algorithm, std::string_view key);

    void append(std::string_view bytes);

    /// The digest, in bytes. To be called once.
    std::string finish();

private:
    std::variant<crypto_auth_hmacsha256_state, crypto_auth_hmacsha512_state, HmacSha1State> state_;
};

/// The bytes of a digest that is written in hex or in base64; empty for what is neither.
std::string parse_digest(std::string_view text);

}  // namespace rollcall::connectors
