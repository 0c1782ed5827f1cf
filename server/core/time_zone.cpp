#include "core/time_zone.hpp"

#include <fmt/format.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace rollcall {

namespace {

icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

}  // namespace

bool is_time_zone(std::string_view name) {
    if (name == "UTC") return true;
    // ICU still has names that IANA has removed and browsers do not know.
    if (name.find('/') == std::string_view::npos || name.starts_with("SystemV/") || name == "Etc/Unknown") return false;
    const auto given = from_utf8(name);
    icu::UnicodeString canonical;
    UBool is_listed = false;
    UErrorCode status = U_ZERO_ERROR;
    icu::TimeZone::getCanonicalID(given, canonical, is_listed, status);
    return U_SUCCESS(status) && is_listed;
}

struct Calendar::Zone {
    std::unique_ptr<icu::TimeZone> icu;
};

Calendar::Calendar(std::string_view time_zone) : zone_(std::make_unique<Zone>()) {
    zone_->icu.reset(icu::TimeZone::createTimeZone(from_utf8(time_zone)));
}

Calendar::~Calendar() = default;

Day Calendar::day_of(Time time) const {
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone_->icu->getOffset(static_cast<UDate>(milliseconds(time)), false, raw, summer, status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    return std::chrono::floor<std::chrono::days>(time + std::chrono::milliseconds(raw + summer));
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
