#include "campaigns/eligibility/calling_hours.hpp"

#include <gmock/gmock.h>

#include "core/time_zone.hpp"

namespace rollcall::campaigns {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using Zones = std::vector<std::string>;

constexpr std::int64_t monday = 1;
constexpr std::int64_t monday_to_friday = 0b001'1111;
constexpr std::int64_t saturday = 0b010'0000;
constexpr std::int64_t sunday = 0b100'0000;
constexpr std::int64_t every_day = 0b111'1111;
constexpr CallHours nine_to_six{9 * 60, 18 * 60};

std::string next(const Zones& zones, std::int64_t days, CallHours hours, std::string_view now) {
    const auto found = next_call_time(zones, days, hours, *time_from_rfc3339(now));
    return found ? to_rfc3339(*found).substr(0, 19) : "never";
}

}  // namespace

TEST(NextCallTime, is_now_within_the_hours) {
    EXPECT_EQ(next({"Europe/Berlin"}, monday, nine_to_six, "2026-11-30T12:34:56Z"), "2026-11-30T12:34:56");
    EXPECT_EQ(next({"Europe/Berlin"}, monday, nine_to_six, "2026-11-30T08:00:00Z"), "2026-11-30T08:00:00");
    EXPECT_EQ(next({"Europe/Berlin"}, monday, nine_to_six, "2026-11-30T16:59:59.999Z"), "2026-11-30T16:59:59");
}

TEST(NextCallTime, is_the_beginning_of_the_next_hours) {
    EXPECT_EQ(next({"Europe/Berlin"}, monday_to_friday, nine_to_six, "2026-11-30T07:59:59Z"), "2026-11-30T08:00:00");
    EXPECT_EQ(next({"Europe/Berlin"}, monday_to_friday, nine_to_six, "2026-11-30T17:00:00Z"), "2026-12-01T08:00:00");
    EXPECT_EQ(next({"Europe/Berlin"}, monday_to_friday, nine_to_six, "2026-12-04T17:00:00Z"), "2026-12-07T08:00:00");
    EXPECT_EQ(next({"Europe/Berlin"}, monday, nine_to_six, "2026-11-30T17:00:00Z"), "2026-12-07T08:00:00");
}

TEST(NextCallTime, goes_by_the_weekday_of_the_person) {
    // Sunday evening in UTC is Monday in Auckland, and Monday morning in UTC is Sunday in Honolulu.
    EXPECT_EQ(next({"Pacific/Auckland"}, monday, nine_to_six, "2026-11-29T20:00:00Z"), "2026-11-29T20:00:00");
    EXPECT_EQ(next({"Pacific/Honolulu"}, monday, nine_to_six, "2026-11-30T01:00:00Z"), "2026-11-30T19:00:00");
    EXPECT_EQ(next({"Pacific/Honolulu"}, sunday, nine_to_six, "2026-11-30T01:00:00Z"), "2026-11-30T01:00:00");
}

TEST(NextCallTime, goes_by_the_clocks_of_the_day_that_are_put_forward) {
    // In Berlin on 29 March 2026.
    EXPECT_EQ(next({"Europe/Berlin"}, every_day, nine_to_six, "2026-03-28T20:00:00Z"), "2026-03-29T07:00:00");
    EXPECT_EQ(next({"Europe/Berlin"}, sunday, {2 * 60 + 30, 4 * 60}, "2026-03-28T20:00:00Z"), "2026-03-29T01:00:00");
    EXPECT_EQ(next({"Europe/Berlin"}, sunday, {2 * 60, 3 * 60}, "2026-03-28T20:00:00Z"), "2026-04-05T00:00:00");
    // At midnight, in Cairo on 24 April 2026.
    EXPECT_EQ(next({"Africa/Cairo"}, every_day, {0, 60}, "2026-04-23T23:00:00Z"), "2026-04-24T21:00:00");
}

TEST(NextCallTime, goes_by_the_clocks_of_the_day_that_are_put_back) {
    // In Berlin on 25 October 2026: the hour from 2 to 3 is there twice.
    EXPECT_EQ(next({"Europe/Berlin"}, every_day, nine_to_six, "2026-10-24T20:00:00Z"), "2026-10-25T08:00:00");
    EXPECT_EQ(next({"Europe/Berlin"}, sunday, {2 * 60, 2 * 60 + 30}, "2026-10-25T00:30:00Z"), "2026-10-25T01:00:00");
    EXPECT_EQ(next({"America/New_York"}, every_day, nine_to_six, "2026-11-01T12:00:00Z"), "2026-11-01T14:00:00");
}

TEST(NextCallTime, knows_offsets_of_half_and_quarter_hours) {
    EXPECT_EQ(next({"Asia/Kolkata"}, every_day, nine_to_six, "2026-11-30T03:00:00Z"), "2026-11-30T03:30:00");
    EXPECT_EQ(next({"Asia/Kathmandu"}, every_day, nine_to_six, "2026-11-30T03:00:00Z"), "2026-11-30T03:15:00");
    // Clocks are put forward by half an hour there, on 4 October 2026.
    EXPECT_EQ(next({"Australia/Lord_Howe"}, every_day, nine_to_six, "2026-10-03T12:00:00Z"), "2026-10-03T22:00:00");
    EXPECT_EQ(next({"Australia/Lord_Howe"}, every_day, nine_to_six, "2026-10-02T12:00:00Z"), "2026-10-02T22:30:00");
}

TEST(NextCallTime, in_several_zones_is_in_the_hours_of_all_and_from_9_to_20) {
    const Zones america{"America/New_York", "America/Los_Angeles"};
    const CallHours eight_to_nine{8 * 60, 21 * 60};
    // 9 in Los Angeles until 20 in New York.
    EXPECT_EQ(next(america, every_day, eight_to_nine, "2026-11-30T13:00:00Z"), "2026-11-30T17:00:00");
    EXPECT_EQ(next(america, every_day, eight_to_nine, "2026-12-01T00:59:59Z"), "2026-12-01T00:59:59");
    EXPECT_EQ(next(america, every_day, eight_to_nine, "2026-12-01T01:00:00Z"), "2026-12-01T17:00:00");
    EXPECT_EQ(next(america, every_day, {9 * 60, 11 * 60}, "2026-11-30T13:00:00Z"), "never");
}

TEST(NextCallTime, in_zones_with_the_same_clocks_is_as_in_one) {
    const CallHours eight_to_nine{8 * 60, 21 * 60};
    const Zones britain{"Europe/London", "Europe/Guernsey", "Europe/Isle_of_Man"};
    EXPECT_EQ(next(britain, every_day, eight_to_nine, "2026-11-30T04:00:00Z"), "2026-11-30T08:00:00");
    // They differ in summer only, which begins on 8 March 2026.
    const Zones arizona{"America/Denver", "America/Phoenix"};
    EXPECT_EQ(next(arizona, every_day, eight_to_nine, "2026-03-07T05:00:00Z"), "2026-03-07T15:00:00");
    EXPECT_EQ(next(arizona, every_day, eight_to_nine, "2026-03-08T05:00:00Z"), "2026-03-08T16:00:00");
}

TEST(NextCallTime, in_several_zones_is_on_one_of_the_days_in_all) {
    // 23 hours apart: never the same day in hours that people keep.
    const Zones islands{"Pacific/Auckland", "Pacific/Honolulu"};
    EXPECT_EQ(next(islands, monday, nine_to_six, "2026-11-30T04:00:00Z"), "never");
    EXPECT_EQ(next(islands, monday_to_friday, nine_to_six, "2026-12-04T04:00:00Z"), "2026-12-07T20:00:00");
    EXPECT_EQ(next({"Asia/Tokyo", "Europe/Berlin"}, saturday, {8 * 60, 21 * 60}, "2026-11-30T04:00:00Z"),
              "2026-12-05T08:00:00");
}

TEST(NextCallTime, is_never_without_hours_days_or_zones) {
    EXPECT_EQ(next({"Europe/Berlin"}, 0, nine_to_six, "2026-11-30T12:00:00Z"), "never");
    EXPECT_EQ(next({"Europe/Berlin"}, every_day, {600, 600}, "2026-11-30T12:00:00Z"), "never");
    EXPECT_EQ(next({"Europe/Berlin"}, every_day, {700, 600}, "2026-11-30T12:00:00Z"), "never");
    EXPECT_EQ(next({}, every_day, nine_to_six, "2026-11-30T12:00:00Z"), "never");
}

TEST(NextCallTime, is_the_first_quarter_of_an_hour_that_is_one) {
    const std::vector<Zones> places{{"Europe/Berlin"},
                                    {"Africa/Cairo"},
                                    {"Asia/Kathmandu"},
                                    {"America/Denver", "America/Phoenix"},
                                    {"America/New_York", "Pacific/Honolulu"},
                                    {"Australia/Lord_Howe", "Australia/Sydney", "Australia/Adelaide"},
                                    {"America/Santiago", "Pacific/Easter"}};
    constexpr auto quarter = std::chrono::minutes(15);
    // Clocks are changed in these weeks: in March, April, September, October and November.
    for (const auto* begin :
         {"2026-03-05T00:00:00Z", "2026-03-26T00:00:00Z", "2026-04-02T00:00:00Z", "2026-04-22T00:00:00Z",
          "2026-09-03T00:00:00Z", "2026-10-01T00:00:00Z", "2026-10-22T00:00:00Z", "2026-10-30T00:00:00Z"}) {
        for (const auto& place : places) {
            for (const auto days : {every_day, saturday | monday, sunday}) {
                for (const auto hours : {CallHours{0, 24 * 60}, CallHours{8 * 60, 21 * 60}, CallHours{0, 60}}) {
                    const auto from = *time_from_rfc3339(begin);
                    std::optional<Time> earliest;
                    for (auto time = from + std::chrono::days(5); time >= from; time -= quarter) {
                        const auto found = next_call_time(place, days, hours, time);
                        if (found == time) earliest = time;
                        const auto expected = earliest.value_or(found.value_or(Time()));
                        ASSERT_EQ(found.value_or(Time()), expected) << begin << " " << place.front();
                        ASSERT_TRUE(earliest || !found || *found >= from + std::chrono::days(5));
                    }
                }
            }
        }
    }
}

TEST(TimeZonesOfPerson, are_those_of_the_contact_or_the_area_or_the_country) {
    EXPECT_THAT(list_time_zones_of_person("Asia/Tokyo", "+493012345678"), ElementsAre("Asia/Tokyo"));
    EXPECT_THAT(list_time_zones_of_person("Europe/Atlantis", "+493012345678"), ElementsAre("Europe/Berlin"));
    EXPECT_THAT(list_time_zones_of_person(std::nullopt, "+12125550187"), ElementsAre("America/New_York"));
    EXPECT_THAT(list_time_zones_of_person(std::nullopt, "+17755550187"),
                ElementsAre("America/Boise", "America/Los_Angeles"));
    EXPECT_THAT(list_time_zones_of_person(std::nullopt, "+351213456789"), ElementsAre("Europe/Lisbon"));
    EXPECT_THAT(list_time_zones_of_person(std::nullopt, "+80012345678"), IsEmpty());
}

TEST(TimeZonesOfPerson, with_a_number_of_no_area_are_all_of_the_country_today) {
    const auto australia = list_time_zones_of_person(std::nullopt, "+61412345678");
    for (const auto* zone : {"Australia/Perth", "Australia/Sydney", "Australia/Adelaide", "Australia/Lord_Howe"})
        EXPECT_THAT(australia, testing::Contains(zone));
    EXPECT_THAT(list_time_zones_of_person(std::nullopt, "+351912345678"),
                UnorderedElementsAre("Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"));
    const auto canada = list_time_zones_of_person(std::nullopt, "+16005550123");
    EXPECT_THAT(canada, testing::Contains("America/St_Johns"));
    EXPECT_THAT(canada, testing::Contains("America/Vancouver"));
    EXPECT_THAT(canada, testing::Not(testing::Contains("Pacific/Honolulu")));
}

TEST(TimeZonesOfCountries, are_known) {
    EXPECT_THAT(list_time_zones_of_country("PT"),
                UnorderedElementsAre("Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"));
    EXPECT_THAT(list_time_zones_of_country("NO"), ElementsAre("Europe/Berlin"));
    EXPECT_THAT(list_time_zones_of_country(""), IsEmpty());
    EXPECT_THAT(list_time_zones_of_country("ZZ"), IsEmpty());
}

}  // namespace rollcall::campaigns
