#pragma once

#include <sodium.h>

#include <string>
#include <string_view>

namespace rollcall::backup {

/// BLAKE2b-256 of bytes that arrive in chunks: what `b2sum -l 256` prints.
class Checksum {
public:
    Checksum();
    void update(std::string_view bytes);
    /// In hex. Nothing may follow.
    std::string finish();

private:
    crypto_generichash_state state_;
};

}  // namespace rollcall::backup
