#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Numbers as text, small ones in one character: ASCII without zero bytes, which both databases keep in a column of
/// text.
namespace rollcall {

/// Appends a number; small ones take a byte, each six bits more another.
void append_packed_number(std::string& text, std::uint64_t number);

/// The number that begins at `at`, which is moved behind it. Throws std::runtime_error where it is cut off.
std::uint64_t read_packed_number(std::string_view text, std::size_t& at);

}  // namespace rollcall
