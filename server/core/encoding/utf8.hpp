#pragma once

#include <string_view>

namespace rollcall {

/// Whether the bytes are UTF-8. U+0000 is.
bool is_utf8(std::string_view bytes);

}  // namespace rollcall
