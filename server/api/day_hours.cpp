#include "api/day_hours.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>

namespace rollcall::api {

namespace {

constexpr int minutes_of_hour = 60;
constexpr int minutes_of_day = 24 * minutes_of_hour;

std::optional<int> read_two_digits(std::string_view text) {
    const auto is_digit = [](char character) { return character >= '0' && character <= '9'; };
    if (!is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

std::optional<int> read_minute(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = read_two_digits(text.substr(0, 2));
    const auto minute = read_two_digits(text.substr(3));
    if (!hour || !minute || *minute >= minutes_of_hour) return std::nullopt;
    const auto minutes = *hour * minutes_of_hour + *minute;
    return minutes <= minutes_of_day ? std::optional(minutes) : std::nullopt;
}

std::string format_minute(int minute) {
    return fmt::format("{:02}:{:02}", minute / minutes_of_hour, minute % minutes_of_hour);
}

}  // namespace

DayMinutes read_day_hours(const std::string& field, const DayHours& hours, FieldCheck& check) {
    const auto read = [&](const std::string& name, const std::string& text) {
        const auto minute = read_minute(text);
        if (!minute) check.fail(field + "." + name, "Use hours and minutes such as 09:00.");
        return minute;
    };
    const auto from = read("from", hours.from);
    const auto to = read("to", hours.to);
    if (!from || !to) return {};
    if (*from >= *to) check.fail(field, "The end must be later than the beginning.");
    return {*from, *to};
}

DayHours format_day_hours(DayMinutes minutes) { return {format_minute(minutes.from), format_minute(minutes.to)}; }

}  // namespace rollcall::api
