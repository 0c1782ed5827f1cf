#include "campaigns/dialling/restored_campaigns.hpp"

#include "campaigns/campaign_pauses.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/dialling_store.hpp"

namespace rollcall::campaigns {

std::size_t pause_restored_campaigns(database::Transaction& tx, Time now) {
    const auto under_way = list_campaigns_under_way(tx);
    for (const auto& id : under_way) {
        auto campaign = *find_campaign_row(tx, id);
        pause_campaign_for(tx, campaign, PauseReason::restored, "", now);
    }
    return under_way.size();
}

}  // namespace rollcall::campaigns
