#pragma once

#include "campaigns/campaign.hpp"

/// How far the calls of a campaign are apart.
namespace rollcall::campaigns {

/// The earliest next call by calls_per_hour, after one that is made now.
Time distance_from(Time now, const Campaign& campaign);

/// After calls_per_hour or at_once were changed: the dialler looks at the campaign now, and waits no longer than the
/// new distance. A platform that has asked for a longer pause is asked again once.
void apply_changed_limits(Campaign& campaign, Time now);

}  // namespace rollcall::campaigns
