#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rollcall {

/// Two small hexadecimal digits for each byte.
std::string write_hex(std::span<const unsigned char> bytes);
std::string write_hex(std::string_view bytes);

}  // namespace rollcall
