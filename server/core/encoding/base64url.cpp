#include "core/encoding/base64url.hpp"

#include <sodium.h>

namespace rollcall {

namespace {

constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string encode_base64url(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      variant);
    text.pop_back();  // the terminating zero that sodium_base64_encoded_len counts
    return text;
}

std::optional<std::string> decode_base64url(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    // Without a place for the end of what was read, it fails unless all of the text was.
    const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                         text.size(), nullptr, &size, nullptr, variant);
    if (failed != 0) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

}  // namespace rollcall
