#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "campaigns/campaign.hpp"
#include "core/id.hpp"

/// Where the work on the attempts of a campaign goes on after an interruption (`Campaign::audience_position`).
namespace rollcall::campaigns {

/// The last contact that was read of a segment. Contacts of filters are read in the order of their creation, those of
/// static segments in that of their ids.
struct AudiencePosition {
    std::size_t segment = 0;  ///< which one of those whose contacts are called
    std::int64_t created_at = 0;
    ContactId contact;                    ///< empty: before the first one
    bool is_planned_again_after = false;  ///< once all attempts are inserted, since the hours were changed meanwhile

    bool operator==(const AudiencePosition&) const = default;
};

AudiencePosition read_audience_position(const std::optional<std::string>& text);
std::string write_audience_position(const AudiencePosition& position);

/// All attempts are inserted, and those that wait for hours are planned again, since the hours were changed. The
/// position is the last contact whose attempts were read.
std::string write_position_of_planning_again(const ContactId& contact);
bool is_planned_again(const Campaign& campaign);
ContactId read_position_of_planning_again(const Campaign& campaign);

/// Its planned attempts are looked at again by the new hours, once all are inserted. No call is made before that.
void replan_for_new_hours(Campaign& campaign);

}  // namespace rollcall::campaigns
