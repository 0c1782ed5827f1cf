#pragma once

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "campaigns/attempts/attempt.hpp"
#include "campaigns/campaign.hpp"
#include "core/id.hpp"

/// Who is called in a simulation, and by which campaigns: what is true, whatever the database says.
namespace rollcall::campaigns::simulation {

/// Numbers of one area, and where their owners are. Written down here, since the rules are not to be asked.
struct NumberArea {
    std::string country;
    std::string prefix;
    int digits;  ///< that follow
    std::vector<std::string> zones;
};

inline const std::vector<NumberArea>& number_areas() {
    static const std::vector<NumberArea> areas{
        {"DE", "+4930", 8, {"Europe/Berlin"}},
        {"DE", "+4915112", 6, {"Europe/Berlin"}},
        {"GB", "+447400", 6, {"Europe/London"}},
        {"US", "+1212736", 4, {"America/New_York"}},
        {"US", "+1775299", 4, {"America/Boise", "America/Los_Angeles"}},
        {"PT", "+35191", 7, {"Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"}},
        {"ES", "+34612", 6, {"Europe/Madrid", "Atlantic/Canary"}},
        {"AU",
         "+61412",
         6,
         {"Australia/Perth", "Australia/Eucla", "Australia/Darwin", "Australia/Adelaide", "Australia/Brisbane",
          "Australia/Sydney", "Australia/Lord_Howe"}},
        {"IN", "+9122", 8, {"Asia/Kolkata"}},
        {"NP", "+97714", 6, {"Asia/Kathmandu"}},
        {"EG", "+202", 8, {"Africa/Cairo"}},
        {"BR", "+55113", 7, {"America/Sao_Paulo"}},
        {"NZ", "+649", 7, {"Pacific/Auckland"}},
        {"CL", "+562", 8, {"America/Santiago"}},
    };
    return areas;
}

/// Time zones of contacts who are elsewhere than their numbers.
inline const std::vector<std::string>& other_zones() {
    static const std::vector<std::string> zones{"Asia/Kathmandu",     "Australia/Lord_Howe", "America/St_Johns",
                                                "Pacific/Chatham",    "Europe/Lisbon",       "America/Phoenix",
                                                "America/New_York",   "Africa/Cairo",        "Asia/Tokyo",
                                                "Pacific/Kiritimati", "Pacific/Pago_Pago"};
    return zones;
}

struct Person {
    ContactId id;
    int company = 0;
    int area = 0;
    std::string phone;
    std::optional<std::string> time_zone;
    bool exists = true;
    bool do_not_call = false;
    bool has_consent = true;
    bool has_withdrawn = false;
    /// All that was a reason not to call at any time.
    std::set<SkipReason> ever{};

    std::vector<std::string> zones() const {
        if (time_zone) return {*time_zone};
        return number_areas()[static_cast<std::size_t>(area)].zones;
    }
    const std::string& country() const { return number_areas()[static_cast<std::size_t>(area)].country; }
};

/// A campaign as it was set, and what is true of it now.
struct SimulatedCampaign {
    Campaign campaign;
    int company = 0;
    int agent = 0;
    std::vector<std::int64_t> retry_minutes;
    std::vector<std::size_t> people;
    bool is_active = false;  ///< launched, and neither paused nor cancelled by anybody
    bool is_cancelled = false;
    /// Whose numbers had had all their calls of the day when it was launched.
    std::set<ContactId> limited_at_launch{};
};

}  // namespace rollcall::campaigns::simulation
