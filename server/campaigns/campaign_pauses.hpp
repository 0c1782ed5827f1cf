#pragma once

#include <string>

#include "campaigns/campaign.hpp"
#include "database/database.hpp"

/// Pauses campaigns that cannot go on, without a member.
namespace rollcall::campaigns {

/// Does nothing for a campaign that is neither active nor scheduled. The audit log says that the server has done it.
void pause_campaign_for(database::Transaction& tx, Campaign& campaign, PauseReason reason, const std::string& detail,
                        Time now);

}  // namespace rollcall::campaigns
