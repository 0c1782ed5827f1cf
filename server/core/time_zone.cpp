#include "core/time_zone.hpp"

// As Debian has compiled the library. Not as options of the compiler, which precompiled headers would have to share.
#define USE_OS_TZDB 1
#define ONLY_C_LOCALE 1
#define HAS_STRING_VIEW 1
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace rollcall {

namespace {

constexpr auto rules_file = "/usr/share/zoneinfo/tzdata.zi";
constexpr auto countries_file = "/usr/share/zoneinfo/zone1970.tab";
constexpr std::string_view version_line = "# version ";

bool is_place(std::string_view name) { return name.find('/') != std::string_view::npos; }

const date::time_zone* find_zone(std::string_view name) {
    const auto& zones = date::get_tzdb().zones;  // sorted by name
    const auto found = std::ranges::lower_bound(zones, name, {}, &date::time_zone::name);
    return found != zones.end() && found->name() == name ? &*found : nullptr;
}

/// Each line has, separated by tabs: the codes of countries with commas between them, coordinates, the zone, a comment.
std::map<std::string, std::vector<std::string>, std::less<>> read_time_zones_of_countries() {
    std::map<std::string, std::vector<std::string>, std::less<>> zones;
    std::ifstream file(countries_file);
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream columns(line);
        std::string countries;
        std::string coordinates;
        std::string zone;
        columns >> countries >> coordinates >> zone;
        if (!is_time_zone(zone)) continue;
        std::istringstream codes(countries);
        for (std::string code; std::getline(codes, code, ',');) zones[code].push_back(zone);
    }
    return zones;
}

}  // namespace

bool is_time_zone(std::string_view name) { return (name == "UTC" || is_place(name)) && find_zone(name); }

std::vector<std::string> list_time_zones() {
    std::vector<std::string> names{"UTC"};
    for (const auto& zone : date::get_tzdb().zones) {
        if (is_place(zone.name()) && !zone.name().starts_with("Etc/")) names.push_back(zone.name());
    }
    return names;
}

std::string read_time_zone_rules_version() {
    std::ifstream file(rules_file);
    std::string line;
    std::getline(file, line);
    return line.starts_with(version_line) ? line.substr(version_line.size()) : "";
}

std::vector<std::string> list_time_zones_of_country(std::string_view country) {
    static const auto zones = read_time_zones_of_countries();
    const auto found = zones.find(country);
    return found != zones.end() ? found->second : std::vector<std::string>();
}

struct Calendar::Zone {
    const date::time_zone* zone;
};

Calendar::Calendar(std::string_view time_zone) : zone_(std::make_unique<Zone>()) {
    zone_->zone = find_zone(time_zone);
    if (!zone_->zone) zone_->zone = find_zone("UTC");
}

Calendar::~Calendar() = default;
Calendar::Calendar(Calendar&&) noexcept = default;

Day Calendar::day_of(Time time) const {
    const auto info = zone_->zone->get_info(std::chrono::floor<std::chrono::seconds>(time));
    return std::chrono::floor<std::chrono::days>(time + info.offset);
}

Time Calendar::begin_of(Day day) const {
    return zone_->zone->to_sys(date::local_days(day.time_since_epoch()), date::choose::earliest);
}

UtcOffset Calendar::offset_at(Time time) const {
    const auto info = zone_->zone->get_info(std::chrono::floor<std::chrono::seconds>(time));
    constexpr auto last = std::chrono::floor<std::chrono::seconds>(Time::max());
    return {info.offset, std::min(info.end, last)};
}

std::string format_day(Day day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::optional<Day> parse_day(std::string_view text) {
    const auto midnight = time_from_rfc3339(std::string(text) + "T00:00:00Z");
    if (!midnight) return std::nullopt;
    const auto day = std::chrono::floor<std::chrono::days>(*midnight);
    return format_day(day) == text ? std::optional(day) : std::nullopt;
}

}  // namespace rollcall
