#include "api/day_hours.hpp"

#include <gmock/gmock.h>

#include "core/error.hpp"

namespace rollcall::api {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Key;

DayMinutes read(const std::string& from, const std::string& to) {
    FieldCheck check;
    const auto minutes = read_day_hours("hours", {from, to}, check);
    check.finish();
    return minutes;
}

FieldErrors problems_of(const std::string& from, const std::string& to) {
    try {
        read(from, to);
    } catch (const Error& error) {
        return error.fields();
    }
    return {};
}

TEST(DayHours, are_minutes_of_the_day) {
    EXPECT_EQ(read("00:00", "24:00"), (DayMinutes{0, 1440}));
    EXPECT_EQ(read("07:05", "19:45"), (DayMinutes{425, 1185}));
}

TEST(DayHours, are_written_as_they_are_read) {
    for (const auto* text : {"00:00", "07:05", "23:59"}) {
        EXPECT_EQ(format_day_hours(read(text, "24:00")).from, text);
    }
    EXPECT_EQ(format_day_hours({0, 1440}).to, "24:00");
}

TEST(DayHours, that_are_none_are_named) {
    for (const auto* text :
         {"", "9:00", "09:0", "09.00", "24:01", "25:00", "09:60", "-9:00", "0900", " 9:00", "09:00 "}) {
        EXPECT_THAT(problems_of(text, "24:00"), ElementsAre(Key("hours.from"))) << text;
        EXPECT_THAT(problems_of("00:00", text), ElementsAre(Key("hours.to"))) << text;
    }
}

TEST(DayHours, have_an_end_after_their_beginning) {
    EXPECT_THAT(problems_of("09:00", "09:00"), ElementsAre(Key("hours")));
    EXPECT_THAT(problems_of("22:00", "06:00"), ElementsAre(Key("hours")));
    EXPECT_THAT(problems_of("09:00", "09:01"), IsEmpty());
}

}  // namespace

}  // namespace rollcall::api
