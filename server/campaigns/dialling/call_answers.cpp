#include "campaigns/dialling/call_answers.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_pauses.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/attempt_ends.hpp"
#include "campaigns/dialling/dialler_limits.hpp"
#include "campaigns/dialling/dialling_store.hpp"
#include "campaigns/dialling/reported_attempts.hpp"
#include "connectors/ingest/reported_calls.hpp"

namespace rollcall::campaigns {

namespace {

using calls::DialOutcome;
using connectors::PlacedCall;
using database::Transaction;

// What is known now may be older than what a report said meanwhile.
void store_late_answer(Transaction& tx, Attempt& attempt, const std::optional<std::string>& external_call_id,
                       Time now) {
    if (!external_call_id) return;
    if (!attempt.external_call_id) attempt.external_call_id = external_call_id;
    const bool may_open =
        attempt.state == AttemptState::unknown && attempt.phone && !has_open_attempt(tx, *attempt.phone);
    if (may_open) {
        attempt.state = AttemptState::sent;
        attempt.reason = std::nullopt;
        attempt.ended_at = std::nullopt;
        attempt.changed_at = now;
    }
    update_attempt_row(tx, attempt);
}

void store_sent(Transaction& tx, Attempt& attempt, const std::optional<std::string>& external_call_id, Time now) {
    attempt.state = AttemptState::sent;
    attempt.reason = std::nullopt;
    attempt.detail = std::nullopt;
    attempt.external_call_id = external_call_id;
    attempt.changed_at = now;
    update_attempt_row(tx, attempt);
}

void store_end(Transaction& tx, Attempt& attempt, AttemptState state, std::optional<DialOutcome> outcome,
               std::optional<std::string> reason, Time now) {
    attempt.state = state;
    attempt.outcome = outcome;
    attempt.reason = std::move(reason);
    attempt.ended_at = now;
    attempt.changed_at = now;
    update_attempt_row(tx, attempt);
}

/// The platform takes no calls now; the whole campaign waits.
void wait_for_platform(Transaction& tx, Campaign& campaign, Attempt& attempt, std::chrono::seconds pause, Time now) {
    const Time until = now + std::clamp(pause, shortest_platform_pause, longest_platform_pause);
    return_to_planned(tx, campaign, attempt, WaitReason::platform, until, now);
    if (campaign.state != CampaignState::active) return;
    const bool waits_for_audience = campaign.audience_state != AudienceState::complete;
    update_campaign_dialling(tx, campaign.id, waits_for_audience ? std::nullopt : std::optional(until), until);
}

void pause_for(Transaction& tx, Campaign& campaign, Attempt& attempt, PauseReason reason, const std::string& detail,
               Time now) {
    return_to_planned(tx, campaign, attempt, WaitReason::platform, now, now);
    pause_campaign_for(tx, campaign, reason, detail, now);
}

void store_answer_of_claimed(Transaction& tx, Campaign& campaign, Attempt& attempt, const PlacedCall& placed,
                             Time now) {
    attempt.detail = placed.detail.empty() ? std::nullopt : std::optional(placed.detail);
    switch (placed.result) {
        case PlacedCall::Result::placed:
            return store_sent(tx, attempt, placed.external_call_id, now);
        case PlacedCall::Result::not_sent:
            return wait_for_platform(tx, campaign, attempt, platform_pause, now);
        case PlacedCall::Result::too_many:
            return wait_for_platform(tx, campaign, attempt, placed.retry_after.value_or(platform_pause), now);
        case PlacedCall::Result::refused:
            store_end(tx, attempt, AttemptState::failed, std::nullopt, std::string(reason_refused), now);
            return pause_after_failures(tx, campaign, attempt.detail, now);
        case PlacedCall::Result::invalid_number:
            return store_end(tx, attempt, AttemptState::done, DialOutcome::invalid_number, std::nullopt, now);
        case PlacedCall::Result::key_refused:
            return pause_for(tx, campaign, attempt, PauseReason::key_refused, placed.detail, now);
        case PlacedCall::Result::no_credit:
            return pause_for(tx, campaign, attempt, PauseReason::no_credit, placed.detail, now);
        case PlacedCall::Result::daily_limit:
            return pause_for(tx, campaign, attempt, PauseReason::daily_limit, placed.detail, now);
        case PlacedCall::Result::setup_refused:
            return pause_for(tx, campaign, attempt, PauseReason::setup_refused, placed.detail, now);
        case PlacedCall::Result::unresolved:
            attempt.reason = reason_unresolved;
            attempt.changed_at = now;
            update_attempt_row(tx, attempt);
            return pause_after_failures(tx, campaign, attempt.detail, now);
    }
}

// Its webhooks may be here already, and need not name the attempt.
void close_where_reported(Transaction& tx, const Campaign& campaign, const Attempt& attempt, Time now) {
    if (!campaign.connection_id || !attempt.external_call_id || attempt.call_id) return;
    auto call = connectors::find_reported_call(tx, {*campaign.connection_id, *attempt.external_call_id});
    if (!call) return;
    call->attempt_id = attempt.id;
    close_reported_attempt(tx, *call, now);
}

}  // namespace

void store_answer(Transaction& tx, const AttemptId& id, PlacedCall placed, Time now) {
    auto attempt = find_attempt_row(tx, id);
    if (!attempt) return;
    auto campaign = *find_campaign_row(tx, attempt->campaign_id);
    if (!attempt->phone) placed.detail.clear();  // erased meanwhile: the platform's words may be about the number
    if (attempt->state == AttemptState::claimed) {
        store_answer_of_claimed(tx, campaign, *attempt, placed, now);
        if (attempt->state != AttemptState::claimed && attempt->state != AttemptState::sent) {
            update_look_at_earlier(tx, campaign.id, std::max(now, campaign.not_before.value_or(now)));
        }
    } else {
        store_late_answer(tx, *attempt, placed.external_call_id, now);
    }
    close_where_reported(tx, campaign, *attempt, now);
}

void give_up_where_due(Transaction& tx, const AttemptId& id, Time now) {
    auto attempt = find_attempt_row(tx, id);
    if (!attempt || !attempt->claimed_at) return;
    const bool is_claimed = attempt->state == AttemptState::claimed;
    if (!is_claimed && attempt->state != AttemptState::sent && attempt->state != AttemptState::talking) return;
    if (*attempt->claimed_at > now + clock_tolerance) {
        attempt->claimed_at = now;
        return update_attempt_row(tx, *attempt);
    }
    if (now - *attempt->claimed_at < (is_claimed ? Time::duration(unknown_after) : Time::duration(unreported_after))) {
        return;
    }
    attempt->state = AttemptState::unknown;
    attempt->reason = is_claimed ? reason_unresolved : reason_not_reported;
    attempt->ended_at = now;
    attempt->changed_at = now;
    update_attempt_row(tx, *attempt);
    if (auto campaign = find_campaign_row(tx, attempt->campaign_id)) {
        pause_after_failures(tx, *campaign, attempt->detail, now);
        update_look_at_earlier(tx, campaign->id, now);
    }
}

}  // namespace rollcall::campaigns
