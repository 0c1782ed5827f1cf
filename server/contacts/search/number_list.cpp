#include "contacts/search/number_list.hpp"

#include "core/searching/packed_numbers.hpp"

namespace rollcall::contacts {

std::string write_number_list(const std::vector<std::uint32_t>& numbers) {
    std::string text;
    std::uint32_t previous = 0;
    for (const auto number : numbers) {
        append_packed_number(text, number - previous);
        previous = number;
    }
    return text;
}

std::vector<std::uint32_t> read_number_list(std::string_view text) {
    std::vector<std::uint32_t> numbers;
    numbers.reserve(text.size());
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        number += static_cast<std::uint32_t>(read_packed_number(text, at));
        numbers.push_back(number);
    }
    return numbers;
}

}  // namespace rollcall::contacts
