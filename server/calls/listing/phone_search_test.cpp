#include "calls/listing/phone_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace rollcall::calls {
namespace {

bool finds(std::string_view typed, const std::string& stored, const std::vector<std::string>& countries = {},
           const std::string& country_of_call = "") {
    return std::ranges::any_of(list_written_numbers(typed, countries), [&](const WrittenNumber& number) {
        if (!number.country.empty() && number.country != country_of_call) return false;
        return number.is_beginning ? stored.starts_with(number.text) && stored != number.text : stored == number.text;
    });
}

TEST(PhoneSearch, finds_a_number_in_every_writing_by_every_writing) {
    for (const auto* typed : {"+49 30 12345678", "0049 (30) 1234-5678", "49 30 12345678", "030 12345678",
                              "(030) 123 456 78", "+49 (0)30 12345678"}) {
        for (const auto* stored : {"+493012345678", "00493012345678", "493012345678"}) {
            EXPECT_TRUE(finds(typed, stored, {"DE"})) << typed << " is " << stored;
        }
        EXPECT_TRUE(finds(typed, "03012345678", {"DE"}, "DE")) << typed;
        EXPECT_FALSE(finds(typed, "+493012345679", {"DE"})) << typed;
        EXPECT_FALSE(finds(typed, "+4930123456789", {"DE"}) && finds(typed, "+4301234", {"DE"})) << typed;
    }
}

TEST(PhoneSearch, reads_a_number_without_a_country_code_as_of_the_known_countries) {
    EXPECT_TRUE(finds("020 7946 0018", "+442079460018", {"DE", "GB"}));
    EXPECT_FALSE(finds("020 7946 0018", "+442079460018", {"DE"}));
    EXPECT_TRUE(finds("020 7946 0018", "02079460018"));
    // Written as in another country it is another number.
    EXPECT_FALSE(finds("+44 20 7946 0018", "02079460018", {"DE", "GB"}, "DE"));
    EXPECT_TRUE(finds("(212) 555-0123", "+12125550123", {"US"}));
}

TEST(PhoneSearch, finds_by_the_first_digits_where_they_are_enough) {
    EXPECT_TRUE(finds("+49 30 12345", "+493012345678"));
    EXPECT_TRUE(finds("030 12345", "+493012345678", {"DE"}));
    EXPECT_TRUE(finds("0049 30 1234", "+493012345678"));
    EXPECT_FALSE(finds("+49 30", "+493012345678"));
    EXPECT_FALSE(finds("+49 30 99999", "+493012345678"));
    // The digits of the country code do not count, in any writing.
    for (const auto* typed : {"+49 30 123", "0049 30 123", "49 30 123", "030 123", "+49 (0)30 123"}) {
        EXPECT_FALSE(finds(typed, "+493012345678", {"DE"})) << typed;
        EXPECT_FALSE(finds(typed, "03012345678", {"DE"}, "DE")) << typed;
    }
}

TEST(PhoneSearch, looks_for_a_number_in_few_countries) {
    const std::vector<std::string> countries = {"AT", "BE", "CH", "DE", "DK", "ES", "FR", "GB", "IT", "NL", "PL", "SE"};
    const auto numbers = list_written_numbers("030 1234567", countries);
    EXPECT_LE(numbers.size(), 40U);
    EXPECT_TRUE(finds("030 1234567", "+49301234567", {"DE"}));
}

}  // namespace
}  // namespace rollcall::calls
