#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rollcall {

/// Base64url without padding (RFC 4648, section 5).
std::string encode_base64url(std::string_view bytes);

/// Nothing where the whole text is not of that form.
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace rollcall
