#include "contacts/search/number_list.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <utility>

#include "core/searching/packed_numbers.hpp"

namespace rollcall::contacts {

namespace {

using Numbers = std::vector<std::uint32_t>;

// The bits of six numbers are in a byte of which the seventh bit is set. A text of differences does not end with such a
// byte: its last one would say that the number continues.
constexpr unsigned numbers_of_byte = 6;
constexpr unsigned char bits_mark = 1U << numbers_of_byte;

bool is_bits(std::string_view text) { return !text.empty() && (text.back() & bits_mark) != 0; }

std::string write_bits(const Numbers& numbers) {
    std::string text(numbers.back() / numbers_of_byte + 1, static_cast<char>(bits_mark));
    for (const auto number : numbers)
        text[number / numbers_of_byte] |= static_cast<char>(1U << number % numbers_of_byte);
    return text;
}

std::string write_differences(const Numbers& numbers) {
    std::string text;
    std::uint32_t previous = 0;
    for (const auto number : numbers) {
        append_packed_number(text, number - previous);
        previous = number;
    }
    return text;
}

Numbers read_bits(std::string_view text) {
    const auto is_of_bits = [](char byte) { return (static_cast<unsigned char>(byte) & bits_mark) != 0; };
    if (!std::ranges::all_of(text, is_of_bits)) throw std::runtime_error("a list of numbers that is cut off");
    Numbers numbers;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (unsigned bits = static_cast<unsigned char>(text[at]) & (bits_mark - 1U); bits != 0; bits &= bits - 1) {
            numbers.push_back(static_cast<std::uint32_t>(at * numbers_of_byte + std::countr_zero(bits)));
        }
    }
    return numbers;
}

template <class Receive>
void for_each_of_differences(std::string_view text, Receive receive) {
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        number += static_cast<std::uint32_t>(read_packed_number(text, at));
        receive(number);
    }
}

Numbers read_differences(std::string_view text) {
    Numbers numbers;
    numbers.reserve(text.size());
    for_each_of_differences(text, [&](std::uint32_t number) { numbers.push_back(number); });
    return numbers;
}

void keep_those_in_bits(Numbers& numbers, std::string_view text) {
    std::erase_if(numbers, [&](std::uint32_t number) {
        const auto at = number / numbers_of_byte;
        return at >= text.size() || (static_cast<unsigned char>(text[at]) >> number % numbers_of_byte & 1U) == 0;
    });
}

void keep_those_in_differences(Numbers& numbers, std::string_view text) {
    auto next = numbers.begin();
    auto kept = numbers.begin();
    for_each_of_differences(text, [&](std::uint32_t number) {
        while (next != numbers.end() && *next < number) ++next;
        if (next != numbers.end() && *next == number) *kept++ = number;
    });
    numbers.erase(kept, numbers.end());
}

/// Those that all texts of bits have, as one. The shortest comes first.
std::string common_bits(std::span<const std::string_view> texts) {
    std::string common(texts.front());
    for (const auto text : texts.subspan(1)) {
        for (std::size_t at = 0; at < common.size(); ++at) common[at] &= text[at];
    }
    return common;
}

}  // namespace

std::string write_number_list(const Numbers& numbers) {
    if (numbers.empty()) return {};
    auto differences = write_differences(numbers);
    const bool is_shorter_as_bits = numbers.back() / numbers_of_byte + 1 < differences.size();
    return is_shorter_as_bits ? write_bits(numbers) : differences;
}

Numbers read_number_list(std::string_view text) { return is_bits(text) ? read_bits(text) : read_differences(text); }

void keep_common_numbers(Numbers& numbers, std::string_view text) {
    if (is_bits(text)) {
        keep_those_in_bits(numbers, text);
    } else {
        keep_those_in_differences(numbers, text);
    }
}

Numbers read_common_numbers(std::vector<std::string_view> texts) {
    if (texts.empty()) return {};
    std::ranges::sort(texts, {}, [](std::string_view text) { return std::pair(is_bits(text), text.size()); });
    if (is_bits(texts.front())) return read_bits(common_bits(texts));
    auto numbers = read_differences(texts.front());
    for (const auto text : std::span(texts).subspan(1)) {
        if (numbers.empty()) break;
        keep_common_numbers(numbers, text);
    }
    return numbers;
}

}  // namespace rollcall::contacts
