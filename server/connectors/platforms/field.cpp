#include "connectors/platforms/field.hpp"

#include <boost/json/object.hpp>
#include <cmath>

#include "core/text.hpp"

namespace rollcall::connectors {

namespace {

constexpr std::size_t longest_line = 200;
constexpr double milliseconds_in_30_days = 30.0 * 24 * 60 * 60 * 1000;
constexpr double highest_cost = 1e12;  // a million dollars

constexpr std::int64_t year_2000 = 946'684'800'000;
constexpr std::int64_t year_2200 = 7'258'118'400'000;

bool is_line(std::string_view text) {
    return !text.empty() && text.size() <= longest_line && !has_control_characters(text);
}

// As for names that people enter (core/field_check.hpp).
bool is_displayable(std::string_view text) {
    return has_visible_character(text) && !find_direction_control(text).has_value();
}

}  // namespace

Field Field::operator[](std::string_view name) const {
    const auto* object = value_ ? value_->if_object() : nullptr;
    const auto* found = object ? object->if_contains(name) : nullptr;
    return found ? Field(*found) : Field();
}

std::optional<std::string> Field::text() const {
    const auto* text = value_ ? value_->if_string() : nullptr;
    if (!text || text->empty()) return std::nullopt;
    return std::string(*text);
}

std::optional<std::string> Field::line() const {
    auto text = this->text();
    return text && is_line(*text) && is_displayable(*text) ? text : std::nullopt;
}

std::optional<std::string> Field::id() const {
    if (value_ && value_->is_int64()) return std::to_string(value_->get_int64());
    auto text = this->text();
    return text && is_line(*text) ? text : std::nullopt;
}

std::optional<double> Field::number() const {
    if (!value_ || !value_->is_number()) return std::nullopt;
    return value_->to_number<double>();
}

std::optional<bool> Field::boolean() const {
    const auto* boolean = value_ ? value_->if_bool() : nullptr;
    return boolean ? std::optional(*boolean) : std::nullopt;
}

std::optional<Time> Field::time() const {
    constexpr double first_milliseconds = 1e11;
    std::optional<Time> time;
    if (const auto count = number(); count && std::abs(*count) < 1e15) {
        time = from_milliseconds(std::llround(*count < first_milliseconds ? *count * 1000 : *count));
    } else if (const auto written = text()) {
        time = time_from_rfc3339(*written);
    }
    if (!time || rollcall::milliseconds(*time) < year_2000 || rollcall::milliseconds(*time) > year_2200)
        return std::nullopt;
    return time;
}

std::optional<calls::Duration> Field::milliseconds() const { return duration(1); }
std::optional<calls::Duration> Field::seconds() const { return duration(1000); }

std::optional<calls::Duration> Field::duration(double unit) const {
    const auto count = number();
    if (!count || *count < 0 || *count * unit > milliseconds_in_30_days) return std::nullopt;
    return calls::Duration(std::llround(*count * unit));
}

std::optional<calls::Cost> Field::cost(double unit) const {
    const auto amount = number();
    if (!amount || *amount < 0 || *amount * unit > highest_cost) return std::nullopt;
    return std::llround(*amount * unit);
}

const boost::json::object& Field::members() const {
    static const boost::json::object none;
    const auto* object = value_ ? value_->if_object() : nullptr;
    return object ? *object : none;
}

const boost::json::array& Field::items() const {
    static const boost::json::array none;
    const auto* array = value_ ? value_->if_array() : nullptr;
    return array ? *array : none;
}

}  // namespace rollcall::connectors
