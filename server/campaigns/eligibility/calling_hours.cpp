#include "campaigns/eligibility/calling_hours.hpp"

#include <algorithm>
#include <chrono>
#include <variant>

#include "core/time_zone.hpp"
#include "phone/phone_number.hpp"
#include "phone/time_zones.hpp"

namespace rollcall::campaigns {

namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr auto longest_search = days(14);
constexpr unsigned days_of_week = 7;

/// A moment as the clocks of a place show it.
using LocalTime = Time;

bool is_one_of_days(std::int64_t days_mask, LocalTime local) {
    const std::chrono::weekday weekday(std::chrono::floor<days>(local));
    return ((days_mask >> (weekday.iso_encoding() - 1)) & 1) != 0;
}

/// The first moment from `local` on that is in the hours of one of the days, by clocks that nobody changes.
std::optional<LocalTime> next_local_time(std::int64_t days_mask, CallHours hours, LocalTime local) {
    if (hours.from >= hours.to) return std::nullopt;
    auto day = std::chrono::floor<days>(local);
    for (unsigned count = 0; count <= days_of_week; ++count, day += days(1)) {
        if (!is_one_of_days(days_mask, day) || local >= day + minutes(hours.to)) continue;
        return std::max(local, LocalTime(day + minutes(hours.from)));
    }
    return std::nullopt;
}

class Clocks {
public:
    explicit Clocks(std::span<const std::string> time_zones) {
        for (const auto& zone : time_zones) calendars_.emplace_back(zone);
    }

    /// Sets them to this moment.
    void set(Time time) {
        offsets_.clear();
        end_ = Time::max();
        for (const auto& calendar : calendars_) {
            const auto [offset, end] = calendar.offset_at(time);
            offsets_.push_back(offset);
            end_ = std::min(end_, end);
        }
    }

    const std::vector<std::chrono::seconds>& offsets() const { return offsets_; }
    /// When one of them is changed next.
    Time end() const { return end_; }
    bool differ() const { return std::ranges::adjacent_find(offsets_, std::not_equal_to<>()) != offsets_.end(); }

private:
    std::vector<Calendar> calendars_;
    std::vector<std::chrono::seconds> offsets_;
    Time end_;
};

CallHours hours_by(const Clocks& clocks, CallHours hours) {
    return clocks.differ() ? common_hours(hours, hours_of_unknown_place) : hours;
}

/// `time` where it is in the hours of all clocks; otherwise a later moment, before which none is. Nothing where they
/// allow none.
std::optional<Time> earliest_by(const Clocks& clocks, std::int64_t days_mask, CallHours hours, Time time) {
    auto earliest = time;
    for (const auto offset : clocks.offsets()) {
        const auto local = next_local_time(days_mask, hours_by(clocks, hours), time + offset);
        if (!local) return std::nullopt;
        earliest = std::max(earliest, *local - offset);
    }
    return earliest;
}

/// Areas are of 2022; zones may have been renamed since.
std::vector<std::string> without_unknown(std::vector<std::string> zones) {
    std::erase_if(zones, [](const std::string& zone) { return !is_time_zone(zone); });
    return zones;
}

}  // namespace

CallHours common_hours(CallHours one, CallHours other) {
    return {std::max(one.from, other.from), std::min(one.to, other.to)};
}

std::vector<std::string> list_time_zones_of_person(const std::optional<std::string>& time_zone,
                                                   const std::string& phone) {
    if (time_zone && is_time_zone(*time_zone)) return {*time_zone};
    auto of_area = without_unknown(phone::list_time_zones_of_number(phone));
    if (!of_area.empty() && phone::is_of_area(phone)) return of_area;

    const auto number = phone::read_phone_number(phone, "");
    const auto* const read = std::get_if<phone::PhoneNumber>(&number);
    // Of a number in no range that is in use, the country is only guessed where several share its code.
    if (!read || (!read->is_valid && !of_area.empty())) return of_area;
    auto of_country = list_time_zones_of_country(read->region);
    return of_country.empty() ? of_area : of_country;
}

std::optional<Time> next_call_time(std::span<const std::string> time_zones, std::int64_t days_mask, CallHours hours,
                                   Time now) {
    if (time_zones.empty()) return std::nullopt;
    Clocks clocks(time_zones);
    for (auto time = now; time <= now + longest_search;) {
        clocks.set(time);
        const auto earliest = earliest_by(clocks, days_mask, hours, time);
        if (earliest == time) return time;
        time = std::min(earliest.value_or(Time::max()), clocks.end());
    }
    return std::nullopt;
}

}  // namespace rollcall::campaigns
