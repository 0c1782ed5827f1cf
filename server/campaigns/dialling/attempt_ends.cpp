#include "campaigns/dialling/attempt_ends.hpp"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <chrono>

#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_pauses.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/dialler_limits.hpp"
#include "campaigns/dialling/dialling_store.hpp"

namespace rollcall::campaigns {

namespace {

using calls::DialOutcome;
using database::Transaction;

bool is_over(const Campaign& campaign) {
    return campaign.state == CampaignState::completed || campaign.state == CampaignState::cancelled;
}

/// After the attempt of this number.
std::chrono::minutes retry_delay(const Campaign& campaign, std::int64_t number) {
    const auto delays = boost::json::parse(campaign.retry_minutes).as_array();
    if (delays.empty()) return std::chrono::hours(1);
    const auto index = std::min(static_cast<std::size_t>(number), delays.size()) - 1;
    return std::chrono::minutes(delays[index].to_number<std::int64_t>());
}

}  // namespace

void pause_after_failures(Transaction& tx, Campaign& campaign, const std::optional<std::string>& detail, Time now) {
    if (campaign.state != CampaignState::active) return;
    if (count_last_failures(tx, campaign.id, campaign.updated_at) < most_failures) return;
    pause_campaign_for(tx, campaign, PauseReason::many_failures, detail.value_or(""), now);
}

bool is_reached(const Campaign& campaign, DialOutcome outcome, const std::optional<calls::Outcome>& success) {
    switch (campaign.reached) {
        case ReachedWhen::answered:
            return outcome == DialOutcome::answered;
        case ReachedWhen::answered_or_voicemail:
            return outcome == DialOutcome::answered || outcome == DialOutcome::voicemail;
        case ReachedWhen::successful:
            return outcome == DialOutcome::answered && success == calls::Outcome::successful;
    }
    return false;
}

bool may_retry(DialOutcome outcome, const std::optional<calls::Outcome>& success) {
    switch (outcome) {
        case DialOutcome::answered:
            return success == calls::Outcome::unsuccessful;
        case DialOutcome::voicemail:
        case DialOutcome::no_answer:
        case DialOutcome::busy:
        case DialOutcome::concurrency_limit:
        case DialOutcome::no_credit:
        case DialOutcome::daily_limit:
            return true;
        case DialOutcome::declined:
        case DialOutcome::invalid_number:
        case DialOutcome::marked_as_spam:
        case DialOutcome::failed:
            return false;
    }
    return false;
}

void make_active_again(Transaction& tx, Campaign& campaign, Time now) {
    campaign.state = CampaignState::active;
    campaign.finished_at = std::nullopt;
    campaign.look_at = now;
    campaign.updated_at = now;
    update_campaign_row(tx, campaign);
    ++campaign.version;
}

void plan_retry(Transaction& tx, Campaign& campaign, const Attempt& ended, Time now) {
    if (campaign.state == CampaignState::cancelled || !ended.phone || ended.number >= campaign.attempts) return;
    const auto last = find_last_attempt(tx, campaign.id, ended.contact_id);
    if (last && last->id != ended.id) return;
    const Attempt retry{.id = AttemptId::make(now),
                        .campaign_id = campaign.id,
                        .contact_id = ended.contact_id,
                        .number = ended.number + 1,
                        .phone = ended.phone,
                        .due_at = now + retry_delay(campaign, ended.number),
                        .wait_reason = WaitReason::retry,
                        .changed_at = now};
    insert_attempt_rows(tx, std::array{retry});
    if (campaign.state == CampaignState::completed) make_active_again(tx, campaign, now);
}

void delete_planned_retry(Transaction& tx, const Attempt& ended) {
    const auto last = find_last_attempt(tx, ended.campaign_id, ended.contact_id);
    if (last && last->number > ended.number && last->state == AttemptState::planned) delete_attempt_row(tx, *last);
}

void return_to_planned(Transaction& tx, const Campaign& campaign, Attempt& attempt, WaitReason reason, Time due_at,
                       Time now) {
    attempt.claimed_at = std::nullopt;
    attempt.reason = std::nullopt;
    if (is_over(campaign)) return skip_attempt(tx, attempt, SkipReason::cancelled, false, now);
    if (!attempt.phone) return skip_attempt(tx, attempt, SkipReason::erased, true, now);
    attempt.state = AttemptState::planned;
    attempt.due_at = due_at;
    attempt.wait_reason = reason;
    attempt.wait_time_zone = std::nullopt;
    attempt.changed_at = now;
    update_attempt_row(tx, attempt);
}

void skip_attempt(Transaction& tx, Attempt& attempt, SkipReason reason, bool is_beyond_company, Time now) {
    attempt.state = AttemptState::skipped;
    attempt.reason = skip_reason_text(reason, is_beyond_company);
    attempt.due_at = std::nullopt;
    attempt.wait_reason = std::nullopt;
    attempt.wait_time_zone = std::nullopt;
    attempt.ended_at = now;
    attempt.changed_at = now;
    update_attempt_row(tx, attempt);
}

}  // namespace rollcall::campaigns
