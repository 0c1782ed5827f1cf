#include "core/enum_names.hpp"

#include <gtest/gtest.h>

#include <boost/describe/enum.hpp>

namespace rollcall {
namespace {

enum class Colour { red = 3, green = 1 };
BOOST_DESCRIBE_ENUM(Colour, red, green)

enum class Undescribed { one };

static_assert(DescribedEnum<Colour>);
static_assert(!DescribedEnum<Undescribed>);
static_assert(!DescribedEnum<int>);
static_assert(enum_name(Colour::green) == "green");
static_assert(find_enum_value<Colour>("red") == Colour::red);

TEST(EnumNames, are_in_the_order_of_the_description) {
    EXPECT_EQ(enum_values<Colour>, (std::array{Colour::red, Colour::green}));
    EXPECT_EQ(enum_names<Colour>, (std::array<std::string_view, 2>{"red", "green"}));
}

TEST(EnumNames, lead_from_each_value_to_its_name_and_back) {
    for (const auto colour : enum_values<Colour>) EXPECT_EQ(enum_value<Colour>(enum_name(colour)), colour);
}

TEST(EnumNames, a_number_that_is_not_a_value_has_no_name) {
    EXPECT_THROW(enum_name(static_cast<Colour>(0)), std::logic_error);
}

TEST(EnumNames, a_text_that_is_not_a_name_has_no_value) {
    for (const auto* text : {"", "Red", "red ", "blue"}) {
        EXPECT_EQ(find_enum_value<Colour>(text), std::nullopt) << text;
        EXPECT_THROW(enum_value<Colour>(text), std::logic_error) << text;
    }
}

}  // namespace
}  // namespace rollcall
