#include "phone/phone_number.hpp"

#include <fmt/format.h>
#include <phonenumbers/phonenumberutil.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cctype>
#include <list>
#include <stdexcept>

namespace rollcall::phone {

namespace {

// Several times the longest writing of a number. The library takes minutes for a text of 100 kB.
constexpr std::size_t max_phone_bytes = 200;

using Util = i18n::phonenumbers::PhoneNumberUtil;
using Parsed = i18n::phonenumbers::PhoneNumber;

// Safe to use from several threads at once, as phonenumberutil.h says.
const Util& util() { return *Util::GetInstance(); }

bool is_digit(unsigned char character) { return std::isdigit(character) != 0; }
bool is_letter(unsigned char character) { return std::isalpha(character) != 0; }

/// "4.4E+10", "4,91512E+11": how spreadsheets show a long number.
bool is_rounded(std::string_view text) {
    const auto exponent = text.find_first_of("eE");
    if (exponent == 0 || exponent == text.npos) return false;
    const auto is_mantissa = [&](unsigned char character) {
        return is_digit(character) || character == '.' || character == ',';
    };
    auto digits = text.substr(exponent + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    return !digits.empty() && std::ranges::all_of(digits, is_digit) &&
           std::ranges::all_of(text.substr(0, exponent), is_mantissa);
}

std::string_view trim_spaces(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

/// The library reads letters as digits, and those of a note too: "030 12345678 (home)". Before the number they may be.
bool has_letters_in_number(std::string_view text) {
    const auto begin = std::ranges::find_if(text, is_digit);
    return std::any_of(begin, text.end(), is_letter);
}

/// Whether the text is two numbers with a separator between them, which the library reads as one, or reads the first
/// of. What is before the slash in 034296/12345 is an area code.
bool has_several_numbers(std::string_view text) {
    constexpr std::ptrdiff_t longest_area_code = 6;
    const auto separator = text.find_first_of("/,;|\n");
    if (separator == text.npos) return false;
    return std::ranges::count_if(text.substr(0, separator), is_digit) > longest_area_code &&
           std::ranges::count_if(text.substr(separator), is_digit) > longest_area_code;
}

PhoneProblem problem_of(Util::ErrorType error, std::string_view region) {
    switch (error) {
        case Util::INVALID_COUNTRY_CODE_ERROR:
            return region.empty() ? PhoneProblem::country_is_not_known : PhoneProblem::no_such_country_code;
        case Util::TOO_SHORT_AFTER_IDD:
        case Util::TOO_SHORT_NSN:
            return PhoneProblem::too_short;
        case Util::TOO_LONG_NSN:
            return PhoneProblem::too_long;
        default:
            return PhoneProblem::not_a_number;
    }
}

PhoneProblem problem_of(Util::ValidationResult result) {
    switch (result) {
        case Util::INVALID_COUNTRY_CODE:
            return PhoneProblem::no_such_country_code;
        case Util::TOO_SHORT:
            return PhoneProblem::too_short;
        case Util::TOO_LONG:
            return PhoneProblem::too_long;
        case Util::IS_POSSIBLE_LOCAL_ONLY:
            return PhoneProblem::area_code_is_missing;
        default:
            return PhoneProblem::length_is_not_in_use;
    }
}

}  // namespace

std::string_view describe(PhoneProblem problem) {
    switch (problem) {
        case PhoneProblem::not_a_number:
            return "This is not a phone number. Write it like +49 30 12345678.";
        case PhoneProblem::several_numbers:
            return "This is more than one phone number. Keep one of them.";
        case PhoneProblem::has_extension:
            return "Extensions cannot be dialed. Leave the extension out.";
        case PhoneProblem::has_letters:
            return "Write letters as digits, and leave notes out.";
        case PhoneProblem::rounded:
            return "A spreadsheet has rounded this number. Format its column as text and enter the number again.";
        case PhoneProblem::country_is_not_known:
            return "The country is not known. Begin with + and the country code, like +49 30 12345678.";
        case PhoneProblem::no_such_country_code:
            return "There is no such country code.";
        case PhoneProblem::area_code_is_missing:
            return "The area code is missing.";
        case PhoneProblem::too_short:
            return "This is too short for a phone number.";
        case PhoneProblem::too_long:
            return "This is too long for a phone number.";
        case PhoneProblem::length_is_not_in_use:
            return "This country has no phone numbers of this length.";
    }
    throw std::logic_error("a problem without a description");
}

std::string with_ascii_digits(std::string_view text) {
    auto unicode = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
    for (int index = 0; index < unicode.length(); ++index) {
        const auto value = u_charDigitValue(unicode.charAt(index));
        if (value >= 0) unicode.setCharAt(index, static_cast<char16_t>('0' + value));
    }
    std::string result;
    return unicode.toUTF8String(result);
}

std::string with_ascii_digits_and_separators(std::string_view text) {
    constexpr char16_t first_full_width = 0xFF01;  // of !, the others in the order of ASCII
    constexpr char16_t last_full_width = 0xFF5E;
    if (std::ranges::all_of(text, [](unsigned char character) { return character < 0x80; })) return std::string(text);
    const auto digits = with_ascii_digits(text);
    auto unicode = icu::UnicodeString::fromUTF8(icu::StringPiece(digits.data(), static_cast<int>(digits.size())));
    for (int index = 0; index < unicode.length(); ++index) {
        const auto character = unicode.charAt(index);
        if (character >= first_full_width && character <= last_full_width) {
            unicode.setCharAt(index, static_cast<char16_t>(character - first_full_width + u'!'));
        } else if (u_charType(character) == U_SPACE_SEPARATOR) {
            unicode.setCharAt(index, u' ');
        } else if (u_charType(character) == U_DASH_PUNCTUATION) {
            unicode.setCharAt(index, u'-');
        }
    }
    std::string result;
    return unicode.toUTF8String(result);
}

std::string with_trunk_prefix(const std::string& e164) {
    Parsed parsed;
    if (util().Parse(e164, "ZZ", &parsed) != Util::NO_PARSING_ERROR) return {};
    std::string region;
    util().GetRegionCodeForCountryCode(parsed.country_code(), &region);
    std::string prefix;
    util().GetNddPrefixForRegion(region, true, &prefix);
    if (prefix.empty()) return {};
    const auto writing = fmt::format("+{}{}{}", parsed.country_code(), prefix, national_digits(e164));
    const auto read = read_phone_number(writing, "");
    const auto* number = std::get_if<PhoneNumber>(&read);
    return number && number->e164 == e164 ? writing : std::string();
}

std::string format_nationally(const std::string& e164) {
    Parsed parsed;
    if (util().Parse(e164, "ZZ", &parsed) != Util::NO_PARSING_ERROR) return {};
    std::string text;
    util().Format(parsed, Util::NATIONAL, &text);
    return text;
}

bool is_phone_region(std::string_view region) { return util().GetCountryCodeForRegion(std::string(region)) != 0; }

std::vector<std::string> list_regions_of_country_code(const std::string& e164) {
    Parsed parsed;
    if (util().Parse(e164, "ZZ", &parsed) != Util::NO_PARSING_ERROR) return {};
    std::list<std::string> codes;
    util().GetRegionCodesForCountryCallingCode(parsed.country_code(), &codes);
    std::vector<std::string> regions(codes.begin(), codes.end());
    std::erase_if(regions, [](const std::string& region) { return !is_phone_region(region); });
    return regions;
}

std::variant<PhoneNumber, PhoneProblem> read_phone_number(std::string_view untrimmed, std::string_view region) {
    if (untrimmed.size() > max_phone_bytes) return PhoneProblem::too_long;
    const auto text = with_ascii_digits(trim_spaces(untrimmed));
    if (is_rounded(text)) return PhoneProblem::rounded;
    if (has_several_numbers(text)) return PhoneProblem::several_numbers;
    Parsed parsed;
    const auto error = util().Parse(text, region.empty() ? "ZZ" : std::string(region), &parsed);
    if (error != Util::NO_PARSING_ERROR) return problem_of(error, region);
    if (parsed.has_extension()) return PhoneProblem::has_extension;
    if (has_letters_in_number(text)) return PhoneProblem::has_letters;
    const auto possible = util().IsPossibleNumberWithReason(parsed);
    if (possible != Util::IS_POSSIBLE) return problem_of(possible);

    PhoneNumber number{.is_valid = util().IsValidNumber(parsed)};
    util().Format(parsed, Util::E164, &number.e164);
    util().GetRegionCodeForNumber(parsed, &number.region);
    // A range that is not in use has no region, and so have numbers of no country; a country code alone may tell it.
    if (number.region == "ZZ" || number.region.empty()) {
        util().GetRegionCodeForCountryCode(parsed.country_code(), &number.region);
    }
    if (!is_phone_region(number.region)) number.region.clear();
    return number;
}

bool is_of_area(const std::string& e164) {
    Parsed parsed;
    return util().Parse(e164, "ZZ", &parsed) == Util::NO_PARSING_ERROR && util().IsNumberGeographical(parsed);
}

std::string national_digits(const std::string& e164) {
    Parsed parsed;
    std::string digits;
    if (util().Parse(e164, "ZZ", &parsed) == Util::NO_PARSING_ERROR) {
        util().GetNationalSignificantNumber(parsed, &digits);  // appends them
    } else {
        digits = e164;
    }
    std::erase_if(digits, [](unsigned char character) { return !is_digit(character); });
    return digits;
}

PhoneNumberView view_phone_number(const std::string& e164, std::string_view region) {
    Parsed parsed;
    if (util().Parse(e164, "ZZ", &parsed) != Util::NO_PARSING_ERROR) return {.text = e164};
    const auto is_national = util().GetCountryCodeForRegion(std::string(region)) == parsed.country_code();
    PhoneNumberView view{.is_valid = util().IsValidNumber(parsed)};
    util().Format(parsed, is_national ? Util::NATIONAL : Util::INTERNATIONAL, &view.text);
    return view;
}

std::vector<std::string> list_phone_writings(const std::string& e164, std::string_view region) {
    std::vector<std::string> writings{e164};
    const auto add = [&](const std::string& writing) {
        if (std::ranges::find(writings, writing) != writings.end()) return;
        const auto read = read_phone_number(writing, region);
        const auto* number = std::get_if<PhoneNumber>(&read);
        if (!number || number->e164 == e164) writings.push_back(writing);
    };
    const auto digits = e164.substr(e164.find_first_not_of('+'));
    add("00" + digits);
    add(digits);
    auto national = view_phone_number(e164, region).text;
    if (!national.starts_with('+')) {
        std::erase_if(national, [](unsigned char character) { return !is_digit(character); });
        add(national);
    }
    return writings;
}

}  // namespace rollcall::phone
