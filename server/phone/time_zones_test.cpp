#include "phone/time_zones.hpp"

#include <gmock/gmock.h>

namespace rollcall::phone {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(TimeZonesOfNumbers, are_those_of_the_area_where_it_has_its_own) {
    EXPECT_THAT(list_time_zones_of_number("+12125550187"), ElementsAre("America/New_York"));
    EXPECT_THAT(list_time_zones_of_number("+13105550187"), ElementsAre("America/Los_Angeles"));
    EXPECT_THAT(list_time_zones_of_number("+493012345678"), ElementsAre("Europe/Berlin"));
    EXPECT_THAT(list_time_zones_of_number("+34922123456"), ElementsAre("Atlantic/Canary"));
}

TEST(TimeZonesOfNumbers, are_all_of_the_country_where_nothing_more_is_known) {
    const auto no_area = list_time_zones_of_number("+16005550123");
    EXPECT_THAT(no_area, Contains("America/New_York"));
    EXPECT_THAT(no_area, Contains("Pacific/Honolulu"));
}

TEST(TimeZonesOfNumbers, are_none_for_a_number_of_no_country) {
    EXPECT_THAT(list_time_zones_of_number("+80012345678"), IsEmpty());
    EXPECT_THAT(list_time_zones_of_number(""), IsEmpty());
    EXPECT_THAT(list_time_zones_of_number("+"), IsEmpty());
}

}  // namespace
}  // namespace rollcall::phone
