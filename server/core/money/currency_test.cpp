#include "core/money/currency.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace rollcall {
namespace {

TEST(Currency, knows_those_in_use_by_their_codes_in_capitals) {
    for (const auto* code : {"USD", "EUR", "DKK", "JPY", "KWD", "BRL"}) EXPECT_TRUE(is_currency(code)) << code;
    for (const auto* code : {"", "usd", "DEM", "XTS", "XAU", "ABC", "US", "DOLLAR"})
        EXPECT_FALSE(is_currency(code)) << code;
    const auto all = list_currencies();
    EXPECT_GT(all.size(), 140U);
    EXPECT_LT(all.size(), 200U);
    EXPECT_TRUE(std::ranges::all_of(all, is_currency));
}

TEST(Currency, knows_how_many_decimals_each_has) {
    EXPECT_EQ(decimals_of_currency("EUR"), 2);
    EXPECT_EQ(decimals_of_currency("JPY"), 0);
    EXPECT_EQ(decimals_of_currency("KWD"), 3);
}

TEST(Currency, knows_how_many_smallest_units_each_has) {
    EXPECT_EQ(smallest_units_of_currency("EUR"), 100);
    EXPECT_EQ(smallest_units_of_currency("JPY"), 1);
    EXPECT_EQ(smallest_units_of_currency("KWD"), 1'000);
}

TEST(Money, is_a_number_in_the_unit_of_its_currency) {
    EXPECT_EQ(to_number({1235, "EUR"}), 12.35);
    EXPECT_EQ(to_number({1235, "JPY"}), 1235);
    EXPECT_EQ(to_number({1235, "KWD"}), 1.235);
}

}  // namespace
}  // namespace rollcall
