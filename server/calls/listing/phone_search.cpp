#include "calls/listing/phone_search.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <variant>

#include "calls/call_limits.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::calls {

namespace {

/// The most digits that a number can lack and still be recognised.
constexpr std::size_t max_missing_digits = 8;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::string without_separators(std::string_view text) {
    std::string plain;
    std::ranges::copy_if(text, std::back_inserter(plain),
                         [](char character) { return is_digit(character) || character == '+'; });
    return plain;
}

class WritingList {
public:
    /// A number as it was typed. `digits`: those beside the country code.
    void add_plain(const std::string& plain, std::size_t digits) {
        add(plain, true, digits >= min_digits_of_beginning, {});
    }

    /// The writings of the number that a text is in a country, or that it begins. Returns how many digits it has beside
    /// the country code; nothing for a text that is no number.
    std::optional<std::size_t> add_reading(const std::string& text, const std::string& country) {
        for (std::size_t missing = 0; missing <= max_missing_digits; ++missing) {
            const auto read = phone::read_phone_number(text + std::string(missing, '0'), country);
            if (const auto* number = std::get_if<phone::PhoneNumber>(&read)) {
                const auto digits = phone::national_digits(number->e164).size();
                const auto given = digits - std::min(digits, missing);
                add_writings(number->e164, country, missing, given >= min_digits_of_beginning);
                return given;
            }
        }
        return std::nullopt;
    }

    std::vector<WrittenNumber> take() const { return {numbers_.begin(), numbers_.end()}; }

private:
    void add_writings(const std::string& e164, const std::string& country, std::size_t missing, bool finds_longer) {
        const auto digits = e164.substr(1);
        for (const auto& writing : phone::list_phone_writings(e164, country)) {
            const bool is_international = writing == e164 || writing == "00" + digits || writing == digits;
            if (writing.size() <= missing) continue;
            add(writing.substr(0, writing.size() - missing), missing == 0, finds_longer,
                is_international ? "" : country);
        }
    }

    void add(const std::string& text, bool is_complete, bool finds_longer, const std::string& country) {
        if (is_complete) numbers_.insert({text, false, country});
        if (finds_longer) numbers_.insert({text, true, country});
    }

    std::set<WrittenNumber> numbers_;
};

}  // namespace

std::vector<WrittenNumber> list_written_numbers(std::string_view text, std::span<const std::string> countries) {
    WritingList writings;
    const auto plain = without_separators(text);
    const auto known = countries.first(std::min(countries.size(), max_countries_of_number));
    // As platforms write numbers: 00 in place of +, or neither.
    std::string with_plus = plain;
    if (plain.starts_with("00")) with_plus = "+" + plain.substr(2);
    if (is_digit(plain.front()) && plain.front() != '0') with_plus = "+" + plain;
    const auto international = with_plus.starts_with('+') ? writings.add_reading(with_plus, "") : std::nullopt;
    const auto first_digit = std::min(plain.find_first_not_of("+0"), plain.size());
    writings.add_plain(plain, international.value_or(plain.size() - first_digit));
    for (const auto& country : known) {
        writings.add_reading(std::string(text), country);
        if (with_plus != plain) writings.add_reading(with_plus, country);
    }
    return writings.take();
}

}  // namespace rollcall::calls
