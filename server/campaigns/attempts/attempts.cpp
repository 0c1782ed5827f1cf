#include "campaigns/attempts/attempts.hpp"

#include <array>

#include "audit/audit_store.hpp"
#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/campaigns.hpp"
#include "campaigns/dialling/attempt_ends.hpp"
#include "campaigns/dialling/dialling_store.hpp"
#include "contacts/contact_store.hpp"
#include "core/error.hpp"

namespace rollcall::campaigns {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

bool has_reached(const Campaign& campaign, const Attempt& attempt) {
    if (attempt.state != AttemptState::done || !attempt.outcome || attempt.reason == not_successful) return false;
    return is_reached(campaign, *attempt.outcome, calls::Outcome::successful);
}

/// Whatever became of the contact meanwhile.
bool is_retry_due(const Campaign& campaign, const ListedAttempt& attempt) {
    if (campaign.state == CampaignState::cancelled || !attempt.is_last) return false;
    switch (attempt.state) {
        case AttemptState::planned:
        case AttemptState::claimed:
        case AttemptState::sent:
        case AttemptState::talking:
            return false;
        case AttemptState::failed:
        case AttemptState::skipped:
        case AttemptState::unknown:
            return true;
        case AttemptState::done:
            return !has_reached(campaign, attempt);
    }
    return false;
}

void require_retry_possible(const Campaign& campaign, const ListedAttempt& attempt) {
    if (is_retry_due(campaign, attempt)) return;
    if (campaign.state == CampaignState::cancelled) throw Error::conflict("This campaign was cancelled.");
    if (!attempt.is_last) throw Error::conflict("There is already a later call to this contact.");
    if (has_reached(campaign, attempt)) throw Error::conflict("This contact was reached.");
    throw Error::conflict("This call is not over yet.");
}

std::string require_phone(Transaction& tx, const ContactId& id) {
    const auto contacts = contacts::list_contacts_by_id(tx, std::array{id});
    if (contacts.empty()) throw Error::conflict("This contact was deleted.");
    if (!contacts.front().phone) throw Error::conflict("This contact has no phone number.");
    return *contacts.front().phone;
}

/// The dialler looks at it now, as far as it is under way.
void have_dialler_look_now(Transaction& tx, Campaign campaign, Time now) {
    if (campaign.state != CampaignState::completed) return update_look_at_earlier(tx, campaign.id, now);
    make_active_again(tx, campaign, now);
}

}  // namespace

AttemptPage get_attempts(const access::Context& context, const CampaignId& campaign, const AttemptChoice& choice,
                         const database::PageRequest& request) {
    return context.read([&](Transaction& tx) {
        const auto now = context.now();
        return AttemptPage{require_campaign(tx, context.caller, Action::view_campaign, campaign, now),
                           list_attempts(tx, context.caller, campaign, choice, request, now)};
    });
}

bool can_be_retried(const Campaign& campaign, const ListedAttempt& attempt) {
    return attempt.has_phone && is_retry_due(campaign, attempt);
}

RetriedAttempt retry_attempt(const access::Context& context, const CampaignId& campaign_id, const AttemptId& id) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto campaign = require_campaign(tx, caller, Action::update_campaign, campaign_id, now);
        const auto attempt = find_listed_attempt(tx, caller, campaign_id, id, now);
        if (!attempt) throw Error::not_found();
        require_retry_possible(campaign, *attempt);
        const Attempt retry{.id = AttemptId::make(now),
                            .campaign_id = campaign.id,
                            .contact_id = attempt->contact_id,
                            .number = attempt->number + 1,
                            .phone = require_phone(tx, attempt->contact_id),
                            .due_at = now,
                            .changed_at = now};
        insert_attempt_rows(tx, std::array{retry});
        have_dialler_look_now(tx, campaign, now);
        audit::record(tx, now, caller, "campaign.attempt_retried", campaign.id.text());
        return RetriedAttempt{require_campaign(tx, caller, Action::update_campaign, campaign_id, now),
                              find_listed_attempt(tx, caller, campaign_id, retry.id, now).value()};
    });
}

}  // namespace rollcall::campaigns
