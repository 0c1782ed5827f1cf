#include "core/random.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

#include "core/encoding/base64url.hpp"
#include "core/encoding/hex.hpp"

namespace rollcall {

namespace {

void require_sodium() {
    static const bool is_ready = sodium_init() >= 0;
    if (!is_ready) throw std::runtime_error("libsodium could not be initialised");
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

void fill_random(std::span<std::byte> bytes) {
    require_sodium();
    randombytes_buf(bytes.data(), bytes.size());
}

std::string make_token() {
    std::array<std::byte, 32> random{};
    fill_random(random);
    return encode_base64url({reinterpret_cast<const char*>(random.data()), random.size()});
}

bool has_form_of_token(std::string_view text) {
    constexpr std::size_t token_characters = 43;
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return text.size() == token_characters && text.find_first_not_of(alphabet) == std::string_view::npos;
}

std::string hash_token(std::string_view token) {
    require_sodium();
    std::array<unsigned char, 32> hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(token), token.size(), nullptr, 0);
    return write_hex(hash);
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace rollcall
