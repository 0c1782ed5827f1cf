#include "contacts/search/number_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <stdexcept>
#include <tuple>

namespace rollcall::contacts {
namespace {

using Numbers = std::vector<std::uint32_t>;

constexpr std::uint32_t most = 32'767;

class NumberLists : public ::testing::Test {
protected:
    /// Each number with this probability, from 0 up to `last`.
    Numbers random_numbers(double probability, std::uint32_t last = most) {
        std::bernoulli_distribution is_in(probability);
        Numbers numbers;
        for (std::uint32_t number = 0; number <= last; ++number) {
            if (is_in(random)) numbers.push_back(number);
        }
        return numbers;
    }

    std::mt19937 random{7};
};

Numbers both(const Numbers& left, const Numbers& right) {
    Numbers common;
    std::ranges::set_intersection(left, right, std::back_inserter(common));
    return common;
}

TEST_F(NumberLists, are_read_as_they_were_written) {
    for (const Numbers& numbers : {Numbers{}, Numbers{0}, Numbers{most}, Numbers{0, most}, Numbers{62, 63, 64, 65}}) {
        EXPECT_EQ(read_number_list(write_number_list(numbers)), numbers);
    }
    for (const double probability : {0.0001, 0.01, 0.1, 0.15, 0.2, 0.5, 0.99, 1.0}) {
        const auto numbers = random_numbers(probability);
        EXPECT_EQ(read_number_list(write_number_list(numbers)), numbers) << probability;
    }
}

TEST_F(NumberLists, take_a_byte_for_each_number_and_at_most_one_for_six) {
    EXPECT_LE(write_number_list(random_numbers(0.01)).size(), 800U);
    for (const double probability : {0.2, 0.5, 1.0}) {
        EXPECT_LE(write_number_list(random_numbers(probability)).size(), most / 6 + 1) << probability;
    }
}

TEST_F(NumberLists, are_text_without_zero_bytes) {
    for (const double probability : {0.01, 0.5, 1.0}) {
        const auto text = write_number_list(random_numbers(probability));
        EXPECT_TRUE(std::ranges::all_of(text, [](char character) { return character > 0; })) << probability;
    }
}

TEST_F(NumberLists, have_in_common_what_each_of_them_has) {
    for (const double first : {0.0, 0.001, 0.05, 0.5, 1.0}) {
        for (const double second : {0.0, 0.002, 0.3, 0.9}) {
            for (const std::uint32_t last : {100U, most}) {
                const auto left = random_numbers(first);
                const auto right = random_numbers(second, last);
                const auto third = random_numbers(0.7);
                const auto wanted = both(left, right);
                const auto [a, b, c] =
                    std::tuple(write_number_list(left), write_number_list(right), write_number_list(third));
                EXPECT_EQ(read_common_numbers({a, b}), wanted) << first << " " << second;
                EXPECT_EQ(read_common_numbers({c, a, b}), both(wanted, third)) << first << " " << second;
                auto kept = left;
                keep_common_numbers(kept, b);
                EXPECT_EQ(kept, wanted) << first << " " << second;
            }
        }
    }
    EXPECT_EQ(read_common_numbers({}), Numbers{});
}

TEST_F(NumberLists, are_refused_where_they_are_cut_off) {
    const auto text = write_number_list({1'000, 30'000});
    EXPECT_THROW(read_number_list(text.substr(0, text.size() - 1)), std::runtime_error);
}

}  // namespace
}  // namespace rollcall::contacts
