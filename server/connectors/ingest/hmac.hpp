#pragma once

#include <glib.h>

#include <memory>
#include <string>
#include <string_view>

namespace rollcall::connectors {

/// A keyed digest (RFC 2104), computed chunk by chunk. By GLib, as libsodium does not have SHA-1.
class Hmac {
public:
    enum class Algorithm { sha1, sha256, sha512 };

    Hmac(Algorithm algorithm, std::string_view key);

    void append(std::string_view bytes);

    /// The digest, in bytes. To be called once.
    std::string finish();

private:
    struct Free {
        void operator()(GHmac* state) const { g_hmac_unref(state); }
    };
    std::unique_ptr<GHmac, Free> state_;
};

/// The algorithm whose digests have as many bytes; SHA-256 where none has.
Hmac::Algorithm algorithm_of(std::string_view digest);

/// The bytes of a digest that is written in hex or in base64; empty for what is neither.
std::string parse_digest(std::string_view text);

}  // namespace rollcall::connectors
