#pragma once

#include <cstdint>
#include <string_view>

namespace rollcall::identity {

/// By which the list holds a password: FNV-1a of 64 bits, then mixed so that all bits are evenly spread (the finaliser
/// of MurmurHash3). That a password which is not on the list has the fingerprint of one that is happens once in 10^13.
constexpr std::uint64_t password_fingerprint(std::string_view folded) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char byte : folded) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
    return hash ^ (hash >> 33);
}

}  // namespace rollcall::identity
