#pragma once

#include <optional>
#include <string>
#include <vector>

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

/// Stores how far its attempts have been inserted. The version stays.
void update_campaign_audience(database::Transaction& tx, const CampaignId& id, AudienceState state,
                              const std::optional<std::string>& position);

/// Those whose attempts are being inserted, or, of cancelled ones, skipped.
std::vector<CampaignId> list_campaigns_with_audience_in_progress(database::Transaction& tx);

void delete_campaign_row(database::Transaction& tx, const CampaignId& id);

/// For database::refold_rows.
std::string refold_campaign_names(database::Transaction& tx, const std::string& position);

/// The active campaign is looked at now, unless it waits for its audience.
void update_look_at_earlier(database::Transaction& tx, const CampaignId& id, Time now);

/// The active campaign is looked at then, unless it waits for its audience.
void update_look_at(database::Transaction& tx, const CampaignId& id, Time time);

/// A scheduled campaign begins, and is looked at now.
void update_campaign_to_active(database::Transaction& tx, const CampaignId& id, Time now);

/// After the clock was set back: every active campaign is looked at now.
void update_looks_after_clock_change(database::Transaction& tx, Time now);

}  // namespace rollcall::campaigns
