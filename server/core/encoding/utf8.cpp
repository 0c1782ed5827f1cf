#include "core/encoding/utf8.hpp"

#include <unicode/utf8.h>

#include <cstdint>

namespace rollcall {

bool is_utf8(std::string_view bytes) {
    const auto length = static_cast<std::int32_t>(bytes.size());
    for (std::int32_t at = 0; at < length;) {
        UChar32 character = 0;
        U8_NEXT(bytes.data(), at, length, character);
        if (character < 0) return false;
    }
    return true;
}

}  // namespace rollcall
