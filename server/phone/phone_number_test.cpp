#include "phone/phone_number.hpp"

#include <gmock/gmock.h>

#include <string>
#include <thread>
#include <vector>

namespace rollcall::phone {
namespace {

std::string e164_of(std::string_view text, std::string_view region = "DE") {
    const auto read = read_phone_number(text, region);
    const auto* number = std::get_if<PhoneNumber>(&read);
    return number ? number->e164 : std::string(describe(std::get<PhoneProblem>(read)));
}

PhoneProblem problem_with(std::string_view text, std::string_view region = "DE") {
    const auto read = read_phone_number(text, region);
    if (const auto* number = std::get_if<PhoneNumber>(&read)) throw std::logic_error("read as " + number->e164);
    return std::get<PhoneProblem>(read);
}

TEST(PhoneNumbers, one_number_is_the_same_in_all_ways_of_writing_it) {
    for (const auto* text :
         {"+493012345678", "+49 30 12345678", "0049 30 1234 5678", "030/12345678", "(030) 12 34 56 78", "030-1234-5678",
          " 030.1234.5678\t", "+49 (0)30 12345678", "tel:+49-30-12345678", "＋４９ ３０ １２３４５６７８",
          "+٤٩ ٣٠ ١٢٣٤٥٦٧٨", "Tel. 030 12345678"}) {
        EXPECT_EQ(e164_of(text), "+493012345678") << text;
    }
}

TEST(PhoneNumbers, a_country_reads_its_own_numbers) {
    EXPECT_EQ(e164_of("(212) 555-0187", "US"), "+12125550187");
    EXPECT_EQ(e164_of("06 698 12345", "IT"), "+390669812345");       // the zero stays
    EXPECT_EQ(e164_of("011 15 2345-6789", "AR"), "+5491123456789");  // the 15 becomes a 9
    EXPECT_EQ(e164_of("03-1234-5678", "JP"), "+81312345678");
    EXPECT_EQ(e164_of("011 49 30 12345678", "US"), "+493012345678");
    EXPECT_EQ(e164_of("+800 1234 5678", ""), "+80012345678");  // of no country
}

TEST(PhoneNumbers, the_region_is_that_of_the_number) {
    EXPECT_EQ(std::get<PhoneNumber>(read_phone_number("+1 416 555 0123", "DE")).region, "CA");
    EXPECT_EQ(std::get<PhoneNumber>(read_phone_number("020 7946 0018", "GB")).region, "GB");
    EXPECT_EQ(std::get<PhoneNumber>(read_phone_number("+80012345678", "")).region, "");
}

TEST(PhoneNumbers, a_number_out_of_any_known_range_is_only_not_valid) {
    const auto number = std::get<PhoneNumber>(read_phone_number("+1 555 555 0123", ""));
    EXPECT_EQ(number.e164, "+15555550123");
    EXPECT_FALSE(number.is_valid);
    EXPECT_EQ(number.region, "US");
    EXPECT_TRUE(std::get<PhoneNumber>(read_phone_number("+12125550187", "")).is_valid);
}

TEST(PhoneNumbers, nothing_is_guessed) {
    EXPECT_EQ(problem_with("4.91512E+11"), PhoneProblem::rounded);
    EXPECT_EQ(problem_with("4,4e10", "GB"), PhoneProblem::rounded);
    EXPECT_EQ(problem_with("030 12345678 / 0171 2345679"), PhoneProblem::several_numbers);
    EXPECT_EQ(problem_with("030 12345678, 0171 2345679"), PhoneProblem::several_numbers);
    EXPECT_EQ(problem_with("1-800-FLOWERS", "US"), PhoneProblem::has_letters);
    EXPECT_EQ(problem_with("030 12345678 (home)"), PhoneProblem::has_letters);
    EXPECT_EQ(e164_of("034296/123456"), "+4934296123456");
    EXPECT_EQ(problem_with("(212) 555-0187 ext. 5", "US"), PhoneProblem::has_extension);
    EXPECT_EQ(problem_with("030 12345678", ""), PhoneProblem::country_is_not_known);
    EXPECT_EQ(problem_with("+999 12345678"), PhoneProblem::no_such_country_code);
    EXPECT_EQ(problem_with("555-0187", "US"), PhoneProblem::area_code_is_missing);
    EXPECT_EQ(problem_with("+49 1"), PhoneProblem::too_short);
    EXPECT_EQ(problem_with("+49 30 1234567890123456"), PhoneProblem::too_long);
    for (const auto* text : {"", " ", "none", "+", "#REF!", "n/a", "eva@harbour.example"}) {
        EXPECT_EQ(problem_with(text), PhoneProblem::not_a_number) << text;
    }
    EXPECT_EQ(problem_with(std::string(100'000, '1')), PhoneProblem::too_long);
    EXPECT_EQ(problem_with(std::string("\0\xff+", 3)), PhoneProblem::not_a_number);
}

TEST(PhoneNumbers, are_written_as_in_the_country_of_the_reader) {
    EXPECT_EQ(view_phone_number("+493012345678", "DE").text, "030 12345678");
    EXPECT_EQ(view_phone_number("+493012345678", "US").text, "+49 30 12345678");
    EXPECT_EQ(view_phone_number("+493012345678", "").text, "+49 30 12345678");
    EXPECT_EQ(view_phone_number("no number", "DE").text, "no number");
    EXPECT_TRUE(view_phone_number("+493012345678", "").is_valid);
    EXPECT_FALSE(view_phone_number("+15555550123", "").is_valid);
}

TEST(PhoneNumbers, what_is_shown_is_read_again_as_the_same_number) {
    for (const auto* e164 : {"+493012345678", "+12125550187", "+390669812345", "+5491123456789", "+81312345678"}) {
        for (const auto* region : {"DE", "US", "IT", "AR", "JP"}) {
            EXPECT_EQ(e164_of(view_phone_number(e164, region).text, region), e164) << region;
        }
    }
}

TEST(PhoneNumbers, are_written_in_several_ways_but_none_that_means_another_number) {
    using Writings = std::vector<std::string>;
    EXPECT_EQ(list_phone_writings("+493012345678", "DE"),
              (Writings{"+493012345678", "00493012345678", "493012345678", "03012345678"}));
    EXPECT_EQ(list_phone_writings("+493012345678", ""), (Writings{"+493012345678", "00493012345678", "493012345678"}));
    EXPECT_EQ(list_phone_writings("+14155552671", "US"),
              (Writings{"+14155552671", "0014155552671", "14155552671", "4155552671"}));
    // In the United States this is a number of their own.
    for (const auto& writing : list_phone_writings("+4522334455", "US")) EXPECT_NE(writing, "4522334455");
    for (const auto* e164 : {"+493012345678", "+12125550187", "+390669812345", "+5491123456789", "+81312345678"}) {
        for (const auto* region : {"DE", "US", "IT", "AR", "JP"}) {
            for (const auto& writing : list_phone_writings(e164, region)) {
                const auto read = read_phone_number(writing, region);
                if (const auto* number = std::get_if<PhoneNumber>(&read)) EXPECT_EQ(number->e164, e164) << region;
            }
        }
    }
}

TEST(PhoneNumbers, have_the_trunk_prefix_of_their_country_where_it_has_one) {
    EXPECT_EQ(with_trunk_prefix("+493012345678"), "+4903012345678");
    EXPECT_EQ(with_trunk_prefix("+447911123456"), "+4407911123456");
    EXPECT_EQ(with_trunk_prefix("+79161234567"), "+789161234567");
    EXPECT_EQ(with_trunk_prefix("+390669812345"), "");
    EXPECT_EQ(with_trunk_prefix("+34912345678"), "");
    EXPECT_EQ(with_trunk_prefix("+80012345678"), "");
    EXPECT_EQ(with_trunk_prefix("no number"), "");
}

TEST(PhoneNumbers, are_written_in_ascii) {
    EXPECT_EQ(with_ascii_digits_and_separators("＋４９（０）３０－１２３４５６７８"), "+49(0)30-12345678");
    EXPECT_EQ(with_ascii_digits_and_separators("+٤٩ ۳۰ १२३"), "+49 30 123");
    EXPECT_EQ(with_ascii_digits_and_separators("+49\u00a030\u2009123\u201345"), "+49 30 123-45");
    EXPECT_EQ(with_ascii_digits_and_separators("Zoë, +49 30"), "Zoë, +49 30");
}

TEST(PhoneNumbers, are_read_by_several_threads_at_once) {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([] {
            for (int number = 0; number < 500; ++number) {
                EXPECT_EQ(e164_of("030 1" + std::to_string(1'000'000 + number)),
                          "+49301" + std::to_string(1'000'000 + number));
            }
        });
    }
}

TEST(PhoneRegions, are_countries_in_capitals) {
    for (const auto* region : {"DE", "US", "VA"}) EXPECT_TRUE(is_phone_region(region)) << region;
    for (const auto* region : {"", "de", "ZZ", "001", "Germany"}) EXPECT_FALSE(is_phone_region(region)) << region;
}

TEST(NumbersOfAreas, are_landlines_and_those_that_are_given_out_like_them) {
    for (const auto* phone : {"+493012345678", "+12125550187", "+351213456789"})
        EXPECT_TRUE(is_of_area(phone)) << phone;
    for (const auto* phone : {"+4915112345678", "+351912345678", "+80012345678", "", "reception"})
        EXPECT_FALSE(is_of_area(phone)) << phone;
}

}  // namespace
}  // namespace rollcall::phone
