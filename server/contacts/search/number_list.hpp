#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Growing numbers as text: each as the difference to the one before (core/searching/packed_numbers.hpp).
namespace rollcall::contacts {

std::string write_number_list(const std::vector<std::uint32_t>& numbers);
std::vector<std::uint32_t> read_number_list(std::string_view text);

}  // namespace rollcall::contacts
