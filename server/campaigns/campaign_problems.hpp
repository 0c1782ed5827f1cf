#pragma once

#include <vector>

#include "campaigns/campaign.hpp"
#include "campaigns/campaign_view_store.hpp"
#include "contacts/own_fields/own_field_store.hpp"
#include "contacts/segments/segment_store.hpp"
#include "core/error.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

namespace rollcall::campaigns {

/// Why a campaign cannot be launched, or go on, as it is now: by the names of its fields.
FieldErrors list_campaign_problems(database::Transaction& tx, const SealingKey& key, const Campaign& campaign);

/// What is wrong with the segments, while the contacts of all of them are not planned yet.
FieldErrors list_segment_problems(database::Transaction& tx, const std::vector<CampaignSegment>& segments);

}  // namespace rollcall::campaigns
