#include "campaigns/erasing/attempt_erasure.hpp"

#include <set>

#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/erasing/attempts_of_number_store.hpp"
#include "contacts/imports/import_erasure.hpp"

namespace rollcall::campaigns {

namespace {

Attempt erased_attempt(Attempt attempt, Time now) {
    attempt.phone.reset();
    attempt.detail.reset();
    attempt.changed_at = now;
    if (attempt.state != AttemptState::planned) return attempt;
    attempt.state = AttemptState::skipped;
    attempt.reason = skip_reason_text(SkipReason::erased, true);
    attempt.due_at.reset();
    attempt.wait_reason.reset();
    attempt.wait_time_zone.reset();
    attempt.ended_at = now;
    return attempt;
}

/// What the platform said when the campaign was paused may be about this number.
void erase_pause_detail(database::Transaction& tx, const CampaignId& id, const std::string& phone) {
    auto campaign = find_campaign_row(tx, id);
    if (!campaign || !campaign->pause_detail) return;
    contacts::NumberSearch search(phone);
    search.add_text(*campaign->pause_detail);
    if (!search.has_found()) return;
    campaign->pause_detail.reset();
    update_campaign_row(tx, *campaign);
}

}  // namespace

std::int64_t erase_attempts_of_number(database::Transaction& tx, const std::string& phone, Time until,
                                      std::int64_t limit, Time now) {
    std::set<CampaignId> campaigns;
    const auto attempts = list_attempts_of_number(tx, phone, until, limit);
    for (const auto& attempt : attempts) {
        update_attempt_row(tx, erased_attempt(attempt, now));
        campaigns.insert(attempt.campaign_id);
    }
    for (const auto& campaign : campaigns) erase_pause_detail(tx, campaign, phone);
    return std::ssize(attempts);
}

}  // namespace rollcall::campaigns
