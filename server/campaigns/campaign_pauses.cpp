#include "campaigns/campaign_pauses.hpp"

#include "audit/audit_store.hpp"
#include "campaigns/campaign_store.hpp"

namespace rollcall::campaigns {

void pause_campaign_for(database::Transaction& tx, Campaign& campaign, PauseReason reason, const std::string& detail,
                        Time now) {
    if (campaign.state != CampaignState::active && campaign.state != CampaignState::scheduled) return;
    campaign.state = CampaignState::paused;
    campaign.pause_reason = reason;
    campaign.pause_detail = detail.empty() ? std::nullopt : std::optional(detail);
    campaign.look_at = std::nullopt;
    campaign.updated_at = now;
    update_campaign_row(tx, campaign);
    ++campaign.version;
    audit::record(tx, now, audit::Actor(MemberId(), audit::ActorKind::worker), "campaign.paused", campaign.id.text());
}

}  // namespace rollcall::campaigns
