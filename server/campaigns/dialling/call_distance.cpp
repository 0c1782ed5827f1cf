#include "campaigns/dialling/call_distance.hpp"

#include <algorithm>
#include <chrono>

namespace rollcall::campaigns {

Time distance_from(Time now, const Campaign& campaign) {
    return now + std::chrono::milliseconds(std::chrono::hours(1)) / std::max<std::int64_t>(1, campaign.calls_per_hour);
}

void apply_changed_limits(Campaign& campaign, Time now) {
    if (campaign.not_before) campaign.not_before = std::min(*campaign.not_before, distance_from(now, campaign));
    if (campaign.look_at) campaign.look_at = std::min(*campaign.look_at, now);
}

}  // namespace rollcall::campaigns
