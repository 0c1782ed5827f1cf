#include "phone/time_zones.hpp"

#include <algorithm>
#include <utility>

// The file that rollcall-embed-phone-areas has made: a line for each beginning of numbers, in order, with the names of
// its zones: "4930 Europe/Berlin". Among the constants of the program, as common_passwords.cpp does it.
asm(R"(
    .pushsection .rodata
    .local rollcall_phone_areas
    .local rollcall_phone_areas_end
rollcall_phone_areas:
    .incbin ")" ROLLCALL_PHONE_AREAS R"("
rollcall_phone_areas_end:
    .popsection
)");

extern "C" const char rollcall_phone_areas[];
extern "C" const char rollcall_phone_areas_end[];

namespace rollcall::phone {

namespace {

struct Area {
    std::string_view prefix;
    std::string_view zones;  ///< separated by spaces
};

std::vector<Area> read_areas() {
    std::vector<Area> areas;
    std::string_view rest(rollcall_phone_areas, rollcall_phone_areas_end);
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        const auto space = line.find(' ');
        areas.push_back({line.substr(0, space), line.substr(space + 1)});
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    return areas;
}

/// The area of the longest beginning of `digits`.
const Area* find_area(std::string_view digits) {
    static const auto areas = read_areas();
    for (; !digits.empty(); digits.remove_suffix(1)) {
        const auto found = std::ranges::lower_bound(areas, digits, {}, &Area::prefix);
        if (found != areas.end() && found->prefix == digits) return &*found;
    }
    return nullptr;
}

}  // namespace

std::vector<std::string> list_time_zones_of_number(std::string_view e164) {
    if (e164.starts_with('+')) e164.remove_prefix(1);
    const auto* area = find_area(e164);
    std::vector<std::string> zones;
    for (auto rest = area ? area->zones : std::string_view(); !rest.empty();) {
        const auto zone = rest.substr(0, rest.find(' '));
        zones.emplace_back(zone);
        rest.remove_prefix(std::min(zone.size() + 1, rest.size()));
    }
    return zones;
}

}  // namespace rollcall::phone
