#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Phone numbers as people write them, by Google's libphonenumber (docs/decisions/0037-phone-numbers.md).
namespace rollcall::phone {

/// A number that is possible: its country code exists, and numbers of that length do.
struct PhoneNumber {
    std::string e164;    ///< "+493012345678": how numbers are stored and compared
    std::string region;  ///< ISO 3166-1 alpha-2 of its country: "DE"; empty where it has none (+800)
    /// Whether it is in a range that is in use, as known in 2022: reason for a warning, never for a refusal.
    bool is_valid = false;
};

/// Why a text is not stored as a phone number. Nothing is ever guessed or left out.
enum class PhoneProblem : std::uint8_t {
    not_a_number,
    several_numbers,
    has_extension,         ///< E.164 has no place for one
    has_letters,           ///< 1-800-FLOWERS, or a note after the number
    rounded,               ///< a spreadsheet's 4.4E+10, of which the last digits are gone
    country_is_not_known,  ///< written as within a country, and no country is given
    no_such_country_code,
    area_code_is_missing,
    too_short,
    too_long,
    length_is_not_in_use,
};

/// What is wrong and what would be right, for a person.
std::string_view describe(PhoneProblem problem);

/// Whether `region` is an ISO 3166-1 alpha-2 code, in capitals, of a country that has phone numbers.
bool is_phone_region(std::string_view region);

/// The countries that share the country code of a stored number: for +1 the US, Canada and others. None for +800.
std::vector<std::string> list_regions_of_country_code(const std::string& e164);

/// Reads a number in any usual way of writing it: with spaces, brackets and dashes, in digits of any script, with +,
/// with the 00 or 011 of `region`, or as it is written within `region`. An empty `region` allows only numbers with +.
std::variant<PhoneNumber, PhoneProblem> read_phone_number(std::string_view text, std::string_view region);

/// A stored number as it is shown.
struct PhoneNumberView {
    /// As people in a country write it: its national form where it is of that country, otherwise the international one:
    /// "030 12345678", "+49 30 12345678".
    std::string text;
    bool is_valid = false;  ///< as in PhoneNumber
};

/// `e164` is that of a PhoneNumber; any other text is shown as it is, and is not valid.
PhoneNumberView view_phone_number(const std::string& e164, std::string_view region);

/// Whether the number belongs to an area of its country, as most landlines do. False for a text that is no number.
bool is_of_area(const std::string& e164);

/// How platforms and programs may have written a stored number, without separators, the first as it is stored: with +,
/// with 00, with the country code alone, and as within `region`. None that means another number in `region`.
std::vector<std::string> list_phone_writings(const std::string& e164, std::string_view region);

/// As people in the number's own country write it: "030 12345678". Empty for a text that is no number.
std::string format_nationally(const std::string& e164);

/// The digits of a stored number without its country code: "3012345678". All of its digits for a text that is no
/// number.
std::string national_digits(const std::string& e164);

/// A stored number with the digit that its country puts before it at home, which people keep although a country code
/// precedes it: "+4903012345678", as in "+49 (0)30 12345678". Empty where the country has none, and where that would be
/// another number.
std::string with_trunk_prefix(const std::string& e164);

/// The text with digits of any script as ASCII digits; what else it has stays.
std::string with_ascii_digits(std::string_view text);

/// The same, also with an ASCII plus, brackets, spaces and dashes where the text has other forms of them, such as
/// full-width ones.
std::string with_ascii_digits_and_separators(std::string_view text);

}  // namespace rollcall::phone
