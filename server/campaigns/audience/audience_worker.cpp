#include "campaigns/audience/audience_worker.hpp"

#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <set>
#include <utility>

#include "accounts/account_store.hpp"
#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/audience/audience_limits.hpp"
#include "campaigns/campaign_pauses.hpp"
#include "campaigns/campaign_problems.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/eligibility/eligibility.hpp"
#include "core/error.hpp"

namespace rollcall::campaigns {

namespace {

using database::Transaction;

constexpr int low_priority = 10;

bool is_being_planned(const Campaign& campaign) {
    return campaign.audience_state == AudienceState::in_progress &&
           (campaign.state == CampaignState::scheduled || campaign.state == CampaignState::active);
}

/// The campaign where its attempts are still to be worked on from the same position.
std::optional<Campaign> find_to_go_on(Transaction& tx, const Campaign& read) {
    auto campaign = find_campaign_row(tx, read.id);
    if (!campaign || !is_being_planned(*campaign) || campaign->audience_position != read.audience_position) {
        return std::nullopt;
    }
    return campaign;
}

void complete(Transaction& tx, Campaign& campaign, Time now) {
    campaign.audience_state = AudienceState::complete;
    campaign.audience_position.reset();
    if (campaign.state == CampaignState::active) campaign.look_at = now;
    update_campaign_row(tx, campaign);
}

Attempt make_attempt(const Campaign& campaign, const ContactId& contact, const Eligibility& judged, Time now) {
    Attempt attempt{.id = AttemptId::make(now), .campaign_id = campaign.id, .contact_id = contact, .changed_at = now};
    if (!judged.phone.empty()) attempt.phone = judged.phone;
    if (judged.skip) {
        attempt.state = AttemptState::skipped;
        attempt.reason = skip_reason_text(*judged.skip, judged.is_beyond_company);
        attempt.ended_at = now;
    } else {
        attempt.due_at = judged.due_at;
        attempt.wait_reason = judged.wait;
        attempt.wait_time_zone = judged.wait_time_zone;
    }
    return attempt;
}

void insert_attempts(Transaction& tx, const SealingKey& key, const Campaign& campaign,
                     const std::vector<ContactId>& contacts, Time now) {
    // A segment may have got a contact meanwhile that another one had.
    const auto inserted = list_contacts_with_attempts(tx, campaign.id, contacts);
    const std::set<ContactId> known(inserted.begin(), inserted.end());
    std::vector<ContactId> missing;
    std::ranges::copy_if(contacts, std::back_inserter(missing), [&](const auto& id) { return !known.contains(id); });
    const auto judged = judge_contacts(tx, key, campaign, accounts::get_account(tx), missing, JudgedFor::launch, now);
    std::vector<Attempt> attempts;
    attempts.reserve(missing.size());
    for (std::size_t index = 0; index < missing.size(); ++index) {
        attempts.push_back(make_attempt(campaign, missing[index], judged[index], now));
    }
    insert_attempt_rows(tx, attempts);
}

/// Those of these attempts that wait for hours, by the hours as they are now.
void replan_waiting_attempts(Transaction& tx, const SealingKey& key, const Campaign& campaign,
                             const std::vector<WaitingAttempt>& attempts, Time now) {
    std::vector<ContactId> contacts;
    for (const auto& attempt : attempts) {
        if (attempt.waits_for_hours) contacts.push_back(attempt.contact_id);
    }
    if (contacts.empty()) return;
    const auto judged = judge_contacts(tx, key, campaign, accounts::get_account(tx), contacts, JudgedFor::call, now);
    std::size_t index = 0;
    for (const auto& waiting : attempts) {
        if (!waiting.waits_for_hours) continue;
        const auto& result = judged[index++];
        auto attempt = find_attempt_row(tx, waiting.id);
        // Where it is not to be called any more, the dialler says why.
        attempt->due_at = result.skip ? now : result.due_at;
        attempt->wait_reason = result.skip ? std::nullopt : result.wait;
        attempt->wait_time_zone = result.skip ? std::nullopt : result.wait_time_zone;
        attempt->changed_at = now;
        update_attempt_row(tx, *attempt);
    }
}

}  // namespace

void AudienceWorker::run(const std::stop_token& stop) {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), low_priority);
    std::set<CampaignId> failing;
    std::exception_ptr failure;
    while (!stop.stop_requested()) {
        auto campaigns = database_.read([](Transaction& tx) { return list_campaigns_with_audience_in_progress(tx); });
        std::erase_if(campaigns, [&](const auto& id) { return failing.contains(id); });
        if (campaigns.empty()) break;
        for (const auto& id : campaigns) {
            try {
                run_turn(id, stop);
            } catch (const std::exception&) {
                failing.insert(id);
                failure = std::current_exception();
            }
        }
    }
    if (failure) std::rethrow_exception(failure);
}

void AudienceWorker::run_turn(const CampaignId& id, const std::stop_token& stop) {
    const auto end_of_turn = std::chrono::steady_clock::now() + audience_turn;
    bool goes_on = true;
    while (goes_on && !stop.stop_requested() && std::chrono::steady_clock::now() < end_of_turn) {
        goes_on = pause_.run_step([&] { return do_step(id); });
    }
}

bool AudienceWorker::do_step(const CampaignId& id) {
    const auto campaign = database_.read([&](Transaction& tx) { return find_campaign_row(tx, id); });
    if (!campaign || campaign->audience_state != AudienceState::in_progress) return false;
    if (campaign->state == CampaignState::cancelled) return skip_next_attempts(id);
    if (!is_being_planned(*campaign)) return false;
    return is_planned_again(*campaign) ? plan_next_attempts_again(*campaign) : insert_next_attempts(*campaign);
}

void AudienceWorker::read_window(const Campaign& campaign) {
    const auto position = read_audience_position(campaign.audience_position);
    window_ = {.campaign = campaign.id,
               .position = campaign.audience_position.value_or(""),
               .contacts = {},
               .behind = {.segment = position.segment + 1}};
    window_.contacts = database_.read([&](Transaction& tx) {
        const auto listed = list_campaign_segments(tx, campaign.id);
        const auto segments = read_audience_segments(tx, campaign.company_id, listed);
        if (position.segment >= segments.called.size()) {
            window_.behind = position;
            return std::vector<AudienceContact>();
        }
        return list_audience_contacts(tx, segments, position, audience_window_contacts);
    });
    if (std::ssize(window_.contacts) < audience_window_contacts) return;
    const auto& last = window_.contacts.back();
    window_.behind = {.segment = position.segment, .created_at = last.created_at, .contact = last.id};
}

bool AudienceWorker::insert_next_attempts(const Campaign& read) {
    const auto now = clock_.now();
    const bool is_known = window_.campaign == read.id && window_.position == read.audience_position.value_or("");
    if (!is_known || window_.next == window_.contacts.size()) read_window(read);
    const auto position = read_audience_position(read.audience_position);
    std::vector<ContactId> contacts;
    auto next = window_.next;
    for (; next < window_.contacts.size() && std::ssize(contacts) < audience_chunk_contacts; ++next) {
        if (window_.contacts[next].is_called) contacts.push_back(window_.contacts[next].id);
    }
    auto behind = window_.behind;
    if (next < window_.contacts.size()) {
        const auto& last = window_.contacts[next - 1];
        behind = {.segment = position.segment, .created_at = last.created_at, .contact = last.id};
    }
    behind.is_planned_again_after = position.is_planned_again_after;
    const bool is_end = behind == position;
    const auto new_position = write_audience_position(behind);
    enum class Step { goes_on, ended, planned_again, complete };
    const auto step = database_.write([&](Transaction& tx) {
        auto campaign = find_to_go_on(tx, read);
        if (!campaign) return Step::ended;
        // Otherwise people who were excluded could be called.
        const auto problems = list_segment_problems(campaign->company_id, list_campaign_segments(tx, campaign->id),
                                                    contacts::list_own_fields(tx));
        if (!problems.empty()) {
            pause_campaign_for(tx, *campaign, PauseReason::segment_deleted, problems.begin()->second, now);
            return Step::ended;
        }
        if (is_end && position.is_planned_again_after) {
            update_campaign_audience(tx, campaign->id, AudienceState::in_progress,
                                     write_position_of_planning_again({}));
            return Step::planned_again;
        }
        if (is_end) {
            complete(tx, *campaign, now);
            return Step::complete;
        }
        if (!contacts.empty()) insert_attempts(tx, key_, *campaign, contacts, now);
        update_campaign_audience(tx, campaign->id, AudienceState::in_progress, new_position);
        return Step::goes_on;
    });
    if (step == Step::goes_on) {
        window_.next = next;
        window_.position = new_position;
    } else {
        window_ = {};
    }
    if (step == Step::complete) on_complete_();
    return step == Step::goes_on || step == Step::planned_again;
}

bool AudienceWorker::plan_next_attempts_again(const Campaign& read) {
    const auto now = clock_.now();
    const bool is_complete = database_.write([&](Transaction& tx) {
        auto campaign = find_to_go_on(tx, read);
        if (!campaign) return false;
        const auto attempts =
            list_attempts_after(tx, campaign->id, read_position_of_planning_again(*campaign), audience_chunk_contacts);
        if (attempts.empty()) {
            complete(tx, *campaign, now);
            return true;
        }
        replan_waiting_attempts(tx, key_, *campaign, attempts, now);
        update_campaign_audience(tx, campaign->id, AudienceState::in_progress,
                                 write_position_of_planning_again(attempts.back().contact_id));
        return false;
    });
    if (is_complete) on_complete_();
    return !is_complete;
}

bool AudienceWorker::skip_next_attempts(const CampaignId& id) {
    const auto now = clock_.now();
    return database_.write([&](Transaction& tx) {
        const auto skipped = skip_planned_attempt_rows(tx, id, SkipReason::cancelled, audience_chunk_contacts, now);
        if (skipped == audience_chunk_contacts) return true;
        update_campaign_audience(tx, id, AudienceState::complete, std::nullopt);
        return false;
    });
}

jobs::PeriodicWork audience_work(database::Database& database, const Clock& clock, const SealingKey& key,
                                 std::function<void()> on_complete) {
    auto worker = std::make_shared<AudienceWorker>(database, clock, key, std::move(on_complete));
    return {.name = "Inserting the calls of campaigns",
            .run = [worker](const std::stop_token& stop) { worker->run(stop); },
            .claim = jobs::claim_in(database)};
}

}  // namespace rollcall::campaigns
