#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Sets of small numbers as text that both databases keep in a column: ASCII without zero bytes. A set is written in
/// the shorter of two forms: as differences between numbers that follow each other, about a byte for each number
/// (core/searching/packed_numbers.hpp), or as bits, a byte for six numbers whether they are in the set or not.
namespace rollcall::contacts {

/// The numbers are in order, each once.
std::string write_number_list(const std::vector<std::uint32_t>& numbers);

/// In order. Throws std::runtime_error where the text is cut off.
std::vector<std::uint32_t> read_number_list(std::string_view text);

/// The numbers that all of these texts have, in order; none where there is no text.
std::vector<std::uint32_t> read_common_numbers(std::vector<std::string_view> texts);

/// Leaves the numbers that the text has, too.
void keep_common_numbers(std::vector<std::uint32_t>& numbers, std::string_view text);

}  // namespace rollcall::contacts
