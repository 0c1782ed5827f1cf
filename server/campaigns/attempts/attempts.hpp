#pragma once

#include "access/context.hpp"
#include "campaigns/attempts/attempt_list_store.hpp"
#include "campaigns/campaign_view_store.hpp"

/// The attempts of a campaign, as a person works with them. Who may call: those to whom the campaign is shown; see
/// campaigns.hpp.
namespace rollcall::campaigns {

/// A page of attempts, and their campaign.
struct AttemptPage {
    NamedCampaign campaign;
    database::Page<ListedAttempt> page;
};

/// Throws Error::not_found.
AttemptPage get_attempts(const access::Context& context, const CampaignId& campaign, const AttemptChoice& choice,
                         const database::PageRequest& request);

/// Whether another call to the contact can be planned by hand: the attempt did not reach the contact, is the
/// last, and the contact has a phone number.
bool can_be_retried(const Campaign& campaign, const ListedAttempt& attempt);

/// An attempt, and its campaign.
struct RetriedAttempt {
    NamedCampaign campaign;
    ListedAttempt attempt;
};

/// Plans another call to the contact, to the number that it has now, however many there were. A completed campaign is
/// active again. Throws Error::not_found, and Error::conflict where that is not possible.
RetriedAttempt retry_attempt(const access::Context& context, const CampaignId& campaign, const AttemptId& attempt);

}  // namespace rollcall::campaigns
