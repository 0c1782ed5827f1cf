#include "core/encoding/hex.hpp"

#include <sodium.h>

namespace rollcall {

std::string write_hex(std::span<const unsigned char> bytes) {
    std::string hex(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();  // the terminating zero
    return hex;
}

std::string write_hex(std::string_view bytes) {
    return write_hex(std::span(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

}  // namespace rollcall
