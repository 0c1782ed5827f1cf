#pragma once

#include <optional>

#include "campaigns/campaign.hpp"
#include "database/database.hpp"

namespace rollcall::campaigns {

void insert_campaign_row(database::Transaction& tx, const Campaign& campaign);

/// For code without a caller, such as the dialler. Nothing for an unknown id.
std::optional<Campaign> find_campaign_row(database::Transaction& tx, const CampaignId& id);

/// Stores all of it, with the next version.
void update_campaign_row(database::Transaction& tx, const Campaign& campaign);

/// Stores when the dialler is to look at it, and until when calls_per_hour allows no call. The version stays.
void update_campaign_dialling(database::Transaction& tx, const CampaignId& id, std::optional<Time> look_at,
                              std::optional<Time> not_before);

}  // namespace rollcall::campaigns
