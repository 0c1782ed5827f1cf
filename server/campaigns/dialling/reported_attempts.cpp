#include "campaigns/dialling/reported_attempts.hpp"

#include <fmt/format.h>

#include "audit/audit_store.hpp"
#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_pauses.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/attempt_ends.hpp"
#include "campaigns/dialling/dialling_store.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"
#include "core/text.hpp"

namespace rollcall::campaigns {

namespace {

using calls::CallStatus;
using calls::DialOutcome;
using calls::ReportedCall;
using database::Transaction;

bool is_open(AttemptState state) {
    return state == AttemptState::claimed || state == AttemptState::sent || state == AttemptState::talking;
}

std::optional<Attempt> find_reported_attempt(Transaction& tx, const ReportedCall& call) {
    if (call.attempt_id) {
        if (auto attempt = find_attempt_row(tx, *call.attempt_id)) return attempt;
    }
    if (!call.connection_id || !call.external_call_id) return std::nullopt;
    return find_attempt_by_external_call(tx, *call.connection_id, *call.external_call_id);
}

/// Whether who reports the call may know of the attempt: a connection knows the calls that were placed
/// through it, members those of their agents.
bool may_report(Transaction& tx, const Campaign& campaign, const Attempt& attempt, const ReportedCall& call) {
    if (campaign.connection_id != call.connection_id) return false;
    if (!call.connection_id) return find_agent_of_call(tx, call.id) == campaign.agent_id;
    return !attempt.call_id || *attempt.call_id == call.id;
}

bool has_ended(const Attempt& attempt) {
    return attempt.state == AttemptState::done || attempt.state == AttemptState::failed;
}

/// An attempt that has ended keeps the call that it ended with. A program may report the end of one that has not by
/// another call than its beginning.
bool has_ended_with_another_call(const Attempt& attempt, const ReportedCall& call) {
    return has_ended(attempt) && attempt.call_id && *attempt.call_id != call.id;
}

void note_call(Attempt& attempt, const ReportedCall& call) {
    attempt.call_id = call.id;
    if (call.external_call_id) attempt.external_call_id = call.external_call_id;
}

// Also of an attempt that was taken for one that is not made: the report is the proof that it was.
void note_talking(Transaction& tx, Attempt& attempt, const ReportedCall& call, Time now) {
    if (attempt.state == AttemptState::done || attempt.state == AttemptState::talking) return;
    note_call(attempt, call);
    const bool may_open = is_open(attempt.state) || !attempt.phone || !has_open_attempt(tx, *attempt.phone);
    attempt.state = may_open ? AttemptState::talking : AttemptState::unknown;
    attempt.reason = std::nullopt;
    attempt.due_at = std::nullopt;
    attempt.wait_reason = std::nullopt;
    attempt.wait_time_zone = std::nullopt;
    if (!attempt.claimed_at) attempt.claimed_at = now;
    attempt.ended_at = std::nullopt;
    attempt.changed_at = now;
    update_attempt_row(tx, attempt);
}

bool means_yes(const std::string& text) {
    const auto folded = fold(trim(text));
    return folded == "true" || folded == "yes" || folded == "1";
}

bool asks_not_to_be_called(const Campaign& campaign, const ReportedCall& call, DialOutcome outcome) {
    if (campaign.opt_out_outcome && *campaign.opt_out_outcome == outcome) return true;
    if (!campaign.opt_out_field) return false;
    const auto field = call.analysis.find(*campaign.opt_out_field);
    return field != call.analysis.end() && means_yes(field->second);
}

void add_to_do_not_call(Transaction& tx, const Campaign& campaign, const Attempt& attempt, Time now) {
    if (!attempt.phone) return;  // it was erased meanwhile
    const contacts::DoNotCallEntry entry{
        .id = contacts::DoNotCallEntryId::make(now),
        .company_id = campaign.company_id,
        .phone = *attempt.phone,
        .reason = fmt::format("Asked not to be called again, in a call of the campaign {}", campaign.name),
        .created_at = now};
    if (!contacts::insert_do_not_call_row(tx, entry)) return;  // it is there already
    audit::record(tx, now, audit::Actor(MemberId(), audit::ActorKind::worker), "do_not_call.created", entry.id.text());
}

/// Whether more was known of the call already. "answered" may mean a machine: it is the last message that tells.
bool says_less(const Attempt& attempt, const ReportedCall& call, DialOutcome outcome) {
    return attempt.state == AttemptState::done && attempt.call_id == call.id && outcome == DialOutcome::answered &&
           attempt.outcome != DialOutcome::answered;
}

/// Stores what became of it. False where that was known.
bool note_end(Transaction& tx, Attempt& attempt, const Campaign& campaign, const ReportedCall& call,
              DialOutcome outcome, Time now) {
    const auto state = outcome == DialOutcome::failed ? AttemptState::failed : AttemptState::done;
    std::optional<std::string> reason;
    if (outcome == DialOutcome::answered && !is_reached(campaign, outcome, call.outcome)) reason = not_successful;
    const bool is_known = attempt.state == state && attempt.outcome == outcome && attempt.reason == reason;
    if ((is_known && attempt.call_id == call.id) || says_less(attempt, call, outcome)) return false;
    note_call(attempt, call);
    attempt.state = state;
    attempt.outcome = outcome;
    attempt.reason = reason;
    attempt.detail = call.is_erased || !attempt.phone ? std::nullopt : call.end_reason;
    attempt.due_at = std::nullopt;
    attempt.wait_reason = std::nullopt;
    attempt.wait_time_zone = std::nullopt;
    if (!attempt.claimed_at) attempt.claimed_at = now;
    if (!attempt.ended_at) attempt.ended_at = now;
    attempt.changed_at = now;
    update_attempt_row(tx, attempt);
    return !is_known;
}

void pause_where_due(Transaction& tx, Campaign& campaign, const Attempt& attempt, Time now) {
    const auto detail = attempt.detail.value_or("");
    if (attempt.outcome == DialOutcome::no_credit)
        pause_campaign_for(tx, campaign, PauseReason::no_credit, detail, now);
    if (attempt.outcome == DialOutcome::daily_limit) {
        pause_campaign_for(tx, campaign, PauseReason::daily_limit, detail, now);
    }
    if (attempt.state == AttemptState::failed) pause_after_failures(tx, campaign, attempt.detail, now);
}

void note_ended(Transaction& tx, Campaign& campaign, Attempt& attempt, const ReportedCall& call, Time now) {
    const auto if_not_said = call.status == CallStatus::ended ? DialOutcome::answered : DialOutcome::failed;
    const auto outcome = call.dial_outcome.value_or(if_not_said);
    const bool opts_out = asks_not_to_be_called(campaign, call, outcome);
    if (opts_out) add_to_do_not_call(tx, campaign, attempt, now);
    const bool is_final = is_reached(campaign, outcome, call.outcome) || opts_out || !may_retry(outcome, call.outcome);
    if (!note_end(tx, attempt, campaign, call, outcome, now)) {
        if (opts_out) delete_planned_retry(tx, attempt);
        // The judgement of a talk may be all that is new.
        if (is_final || outcome != DialOutcome::answered) return;
        plan_retry(tx, campaign, attempt, now);
        update_look_at_earlier(tx, campaign.id, now);
        return;
    }
    if (is_final) {
        delete_planned_retry(tx, attempt);
    } else {
        plan_retry(tx, campaign, attempt, now);
    }
    pause_where_due(tx, campaign, attempt, now);
    update_look_at_earlier(tx, campaign.id, now);
}

}  // namespace

bool close_reported_attempt(Transaction& tx, const ReportedCall& call, Time now) {
    auto attempt = find_reported_attempt(tx, call);
    if (!attempt) return false;
    auto campaign = find_campaign_row(tx, attempt->campaign_id);
    if (!campaign || !may_report(tx, *campaign, *attempt, call)) return false;
    if (has_ended_with_another_call(*attempt, call)) return true;
    if (call.is_replayed && has_ended(*attempt)) return true;
    if (call.status == CallStatus::ongoing) {
        note_talking(tx, *attempt, call, now);
    } else {
        note_ended(tx, *campaign, *attempt, call, now);
    }
    return true;
}

}  // namespace rollcall::campaigns
