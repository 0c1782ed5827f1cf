#include "campaigns/dialling/dialler.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <utility>
#include <vector>

#include "accounts/account_store.hpp"
#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_pauses.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/attempt_ends.hpp"
#include "campaigns/dialling/call_answers.hpp"
#include "campaigns/dialling/call_distance.hpp"
#include "campaigns/dialling/call_orders.hpp"
#include "campaigns/dialling/dialler_limits.hpp"
#include "campaigns/dialling/dialling_store.hpp"
#include "campaigns/eligibility/eligibility.hpp"
#include "campaigns/eligibility/eligibility_limits.hpp"
#include "connectors/calling/calling_limits.hpp"

namespace rollcall::campaigns {

namespace {

using connectors::PlacedCall;
using database::Transaction;

/// What one write has done.
struct Step {
    bool was_due = false;
    std::optional<OpenedOrder> order{};  ///< the call that it claimed
    std::string destination{};
};

/// When calls_per_hour allows the next call; not_before may lie far in the future since the clock was set back.
std::optional<Time> allowed_from(const Campaign& campaign, Time now) {
    if (!campaign.not_before || *campaign.not_before <= now) return std::nullopt;
    const auto furthest = std::max(distance_from(now, campaign), now + Time::duration(longest_platform_pause));
    return *campaign.not_before <= furthest ? campaign.not_before : std::nullopt;
}

bool start_scheduled(Transaction& tx, Time now) {
    const auto due = list_campaigns_to_start(tx, now, campaigns_started_at_once);
    for (const auto& id : due) update_campaign_to_active(tx, id, now);
    return !due.empty();
}

void postpone(Transaction& tx, Attempt& attempt, WaitReason reason, const std::optional<std::string>& time_zone,
              Time until, Time now) {
    attempt.due_at = std::max<Time>(until, now + std::chrono::seconds(1));
    attempt.wait_reason = reason;
    attempt.wait_time_zone = time_zone;
    attempt.changed_at = now;
    update_attempt_row(tx, attempt);
}

void postpone_busy_number(Transaction& tx, const AttemptId& id, Time now) {
    auto attempt = find_attempt_row(tx, id);
    if (!attempt || attempt->state != AttemptState::planned) return;
    postpone(tx, *attempt, WaitReason::number_busy, std::nullopt, now + open_call_pause, now);
}

void complete(Transaction& tx, Campaign& campaign, Time now) {
    campaign.state = CampaignState::completed;
    campaign.look_at = std::nullopt;
    campaign.not_before = std::nullopt;
    campaign.finished_at = now;
    campaign.updated_at = now;
    update_campaign_row(tx, campaign);
}

void wait(Transaction& tx, const Campaign& campaign, Time until) {
    update_campaign_dialling(tx, campaign.id, until, campaign.not_before);
}

/// Nothing is due.
void wait_for_next(Transaction& tx, const Campaign& campaign, std::int64_t open, Time now) {
    if (update_due_after_clock_change(tx, campaign.id, now, attempts_corrected_at_once) > 0) {
        return wait(tx, campaign, now);
    }
    const auto next = find_first_planned_attempt(tx, campaign.id);
    if (next) return wait(tx, campaign, std::max(next->due_at.value_or(now), now));
    wait(tx, campaign, open > 0 ? now + open_attempts_pause : now);
}

/// Whether the attempt may be made now. Otherwise it is skipped or postponed.
bool may_be_made(Transaction& tx, Attempt& attempt, const Eligibility& eligibility, Time now) {
    if (!attempt.phone) {
        skip_attempt(tx, attempt, SkipReason::erased, true, now);
    } else if (eligibility.skip) {
        skip_attempt(tx, attempt, *eligibility.skip, eligibility.is_beyond_company, now);
    } else if (eligibility.phone != *attempt.phone) {
        skip_attempt(tx, attempt, SkipReason::deleted, false, now);  // the number was changed
    } else if (eligibility.wait || eligibility.due_at > now) {
        postpone(tx, attempt, eligibility.wait.value_or(WaitReason::hours), eligibility.wait_time_zone,
                 eligibility.due_at, now);
    } else {
        return true;
    }
    return false;
}

/// The schema knows of a call to the number that the rule did not find.
struct NumberIsBusy {
    AttemptId attempt;
};

void claim(Transaction& tx, Attempt& attempt, Time now) try {
    attempt.state = AttemptState::claimed;
    attempt.claimed_at = now;
    attempt.due_at = std::nullopt;
    attempt.wait_reason = std::nullopt;
    attempt.wait_time_zone = std::nullopt;
    attempt.changed_at = now;
    update_attempt_row(tx, attempt);
} catch (const database::ConstraintViolated& violation) {
    if (violation.kind() != database::ConstraintViolated::Kind::unique) throw;
    throw NumberIsBusy{attempt.id};
}

/// The first of the due attempts that may be made, claimed; those before it are skipped or postponed.
std::optional<Attempt> claim_first(Transaction& tx, const SealingKey& key, const Campaign& campaign,
                                   const accounts::Account& account, std::vector<Attempt>& due, Time now) {
    std::vector<ContactId> contacts;
    for (const auto& attempt : due) contacts.push_back(attempt.contact_id);
    const auto eligibilities = judge_contacts(tx, key, campaign, account, contacts, JudgedFor::call, now);
    for (std::size_t index = 0; index < due.size(); ++index) {
        auto& attempt = due[index];
        if (!may_be_made(tx, attempt, eligibilities.at(index), now)) continue;
        claim(tx, attempt, now);
        return attempt;
    }
    return std::nullopt;
}

/// The first alone, which is nearly always the one; else more of them.
std::optional<Attempt> claim_due(Transaction& tx, const SealingKey& key, const Campaign& campaign,
                                 const accounts::Account& account, Time now) {
    for (const auto limit : {std::int64_t(1), attempts_judged_at_once}) {
        auto due = list_due_attempts(tx, campaign.id, now, limit);
        if (due.empty()) return std::nullopt;
        if (auto claimed = claim_first(tx, key, campaign, account, due, now)) return claimed;
    }
    return std::nullopt;
}

/// Claims a call of the campaign, where one may be made now. Otherwise pauses or completes it, or waits with it.
std::optional<OpenedOrder> advance_campaign(Transaction& tx, const DiallerContext& context, Campaign& campaign,
                                            Time now) {
    const auto account = accounts::get_account(tx);
    const auto route = open_order_route(tx, context.key, campaign, account);
    if (route.problem) {
        pause_campaign_for(tx, campaign, *route.problem, "", now);
        return std::nullopt;
    }
    campaign.not_before = allowed_from(campaign, now);
    const auto open = count_open_attempts(tx, campaign.id);
    if (open == 0 && !find_first_planned_attempt(tx, campaign.id)) {
        complete(tx, campaign, now);
        return std::nullopt;
    }
    if (campaign.not_before) {
        wait(tx, campaign, *campaign.not_before);
        return std::nullopt;
    }
    if (open >= campaign.at_once) {
        wait(tx, campaign, now + open_attempts_pause);
        return std::nullopt;
    }
    const auto claimed = claim_due(tx, context.key, campaign, account, now);
    if (!claimed) {
        const bool is_more_due = !list_due_attempts(tx, campaign.id, now, 1).empty();
        if (is_more_due) {
            wait(tx, campaign, now);
        } else {
            wait_for_next(tx, campaign, open, now);
        }
        return std::nullopt;
    }
    campaign.not_before = distance_from(now, campaign);
    wait(tx, campaign, *campaign.not_before);
    return compose_order(tx, campaign, route, *claimed);
}

/// `chosen` says which campaign was looked at, also where this throws.
Step take_step(Transaction& tx, const DiallerContext& context, const std::set<std::string>& busy_destinations, Time now,
               std::optional<CampaignId>& chosen) {
    chosen.reset();
    Step step{.was_due = start_scheduled(tx, now)};
    chosen = find_campaign_to_look_at(tx, now, busy_destinations);
    if (!chosen) return step;
    auto campaign = *find_campaign_row(tx, *chosen);
    step.was_due = true;
    step.destination = call_destination_of(campaign);
    step.order = advance_campaign(tx, context, campaign, now);
    return step;
}

void pause_where_due(Transaction& tx, const SealingKey& key, const CampaignId& id, Time now) {
    const auto account = accounts::find_account(tx);
    auto campaign = find_campaign_row(tx, id);
    if (!account || !campaign) return;
    const auto problem = open_order_route(tx, key, *campaign, *account).problem;
    if (problem) pause_campaign_for(tx, *campaign, *problem, "", now);
}

std::vector<CampaignId> find_campaigns_to_pause(Transaction& tx) {
    const auto account = accounts::find_account(tx);
    if (!account) return {};
    return account->crm_enabled ? list_campaigns_to_pause(tx) : list_campaigns_under_way(tx);
}

/// How often the platform was to be asked for a call by now that was claimed so long ago.
int count_due_lookups(Time::duration age) {
    return static_cast<int>(std::ranges::count_if(lookup_ages, [&](const auto& due) { return age >= due; }));
}

}  // namespace

/// Counts a thread that places a call, while it does.
class Dialler::PlacingCall {
public:
    /// With the mutex locked.
    PlacingCall(Dialler& dialler, const std::string& destination) : dialler_(dialler), destination_(destination) {
        ++dialler_.calls_being_placed_[destination_];
    }
    ~PlacingCall() {
        const std::lock_guard lock(dialler_.mutex_);
        auto& placed = dialler_.calls_being_placed_;
        if (--placed[destination_] == 0) placed.erase(destination_);
    }
    PlacingCall(const PlacingCall&) = delete;
    PlacingCall& operator=(const PlacingCall&) = delete;

private:
    Dialler& dialler_;
    const std::string destination_;
};

// With the mutex locked. At the start too: the clock may have been set back while nothing ran.
void Dialler::look_again_after_clock_change(Time now) {
    const bool may_be_wrong = !last_seen_ || now < *last_seen_;
    last_seen_ = now;
    if (!may_be_wrong) return;
    auto& database = context_.database;
    if (!database.read_statement([&](Transaction& tx) { return has_look_after(tx, now); })) return;
    database.write([&](Transaction& tx) { update_looks_after_clock_change(tx, now); });
}

bool Dialler::dial_next() {
    auto& [database, clock, key, placer, threads] = context_;
    std::unique_lock choosing(mutex_);
    look_again_after_clock_change(clock.now());
    const auto next = next_look();
    if (!next || *next > clock.now()) return false;
    std::set<std::string> busy_destinations;
    for (const auto& [destination, count] : calls_being_placed_) {
        if (count >= std::max(1, threads / 2)) busy_destinations.insert(destination);
    }
    // Committed before the call is placed.
    Step step;
    std::optional<CampaignId> chosen;
    try {
        step = database.write(
            [&](Transaction& tx) { return take_step(tx, context_, busy_destinations, clock.now(), chosen); });
    } catch (const NumberIsBusy& busy) {
        database.write([&](Transaction& tx) { postpone_busy_number(tx, busy.attempt, clock.now()); });
        return true;
    } catch (const std::exception& error) {
        if (!chosen) throw;
        postpone_failed_campaign(*chosen, error.what());
        return true;
    }
    if (!step.order) return step.was_due;

    const PlacingCall placing(*this, step.destination);
    choosing.unlock();
    const auto& [route, order] = *step.order;
    const auto age = clock.now() - order.claimed_at;
    const bool is_too_late = age > connectors::latest_sending || age < -clock_tolerance;
    const auto placed = is_too_late ? PlacedCall{.result = PlacedCall::Result::not_sent, .detail = ""}
                                    : placer.place_call(route, order);
    try {
        database.write([&](Transaction& tx) { store_answer(tx, order.attempt, placed, clock.now()); });
    } catch (const std::exception& error) {
        postpone_failed_campaign(*chosen, error.what());  // the attempt stays claimed, and is looked for
    }
    return true;
}

// In a write of its own: the other one was rolled back.
void Dialler::postpone_failed_campaign(const CampaignId& id, const std::string& problem) {
    spdlog::error("Making calls of the campaign {} failed and will be tried again: {}", id.text(), problem);
    context_.database.write(
        [&](Transaction& tx) { update_look_at(tx, id, context_.clock.now() + failed_campaign_pause); });
}

bool Dialler::ask_platform_for(const Attempt& attempt) {
    const auto opened = context_.database.read([&](Transaction& tx) -> std::optional<OpenedOrder> {
        const auto campaign = find_campaign_row(tx, attempt.campaign_id);
        if (!campaign || !campaign->connection_id) return std::nullopt;
        const auto route = open_order_route(tx, context_.key, *campaign, accounts::get_account(tx));
        if (!route.route) return std::nullopt;
        return compose_order(tx, *campaign, route, attempt);
    });
    if (!opened) return true;
    const auto lookup = context_.placer.find_placed_call(opened->route, opened->order);
    if (lookup.result == connectors::CallLookup::Result::failed) return false;
    if (lookup.result == connectors::CallLookup::Result::not_found) return true;
    const PlacedCall found{
        .result = PlacedCall::Result::placed, .external_call_id = lookup.external_call_id, .detail = ""};
    context_.database.write([&](Transaction& tx) { store_answer(tx, attempt.id, found, context_.clock.now()); });
    return true;
}

void Dialler::pause_campaigns(Time now) {
    auto& database = context_.database;
    std::erase_if(not_paused_until_, [&](const auto& failed) { return failed.second <= now; });
    for (const auto& id : database.read(find_campaigns_to_pause)) {
        if (not_paused_until_.contains(id)) continue;
        try {
            database.write([&](Transaction& tx) { pause_where_due(tx, context_.key, id, now); });
        } catch (const std::exception& error) {
            not_paused_until_[id] = now + failed_campaign_pause;
            postpone_failed_campaign(id, error.what());
        }
    }
}

void Dialler::give_up_attempts(Time now) {
    auto& database = context_.database;
    const auto due = database.read_statement([&](Transaction& tx) {
        return list_attempts_to_give_up(tx, now - unknown_after, now - unreported_after, now + clock_tolerance,
                                        attempts_given_up_at_once);
    });
    for (const auto& attempt : due) {
        try {
            database.write([&](Transaction& tx) { give_up_where_due(tx, attempt.id, now); });
        } catch (const std::exception& error) {
            spdlog::error("Giving up the attempt {} of the campaign {} failed: {}", attempt.id.text(),
                          attempt.campaign_id.text(), error.what());
        }
    }
}

void Dialler::ask_platforms_for_attempts(const std::stop_token& stop, Time now) {
    const auto waiting = context_.database.read_statement([&](Transaction& tx) {
        return list_unresolved_attempts(tx, now - unknown_after, now - lookup_ages.front(), attempts_looked_through);
    });
    std::map<AttemptId, int> lookups;
    for (const auto& [attempt, connection] : waiting) {
        const auto known = lookups_.find(attempt.id);
        if (known != lookups_.end()) lookups.insert(*known);
    }
    lookups_ = std::move(lookups);
    std::map<ConnectionId, int> asked;
    for (const auto& [attempt, connection] : waiting) {
        if (stop.stop_requested()) return;
        const auto due = count_due_lookups(now - *attempt.claimed_at);
        if (lookups_[attempt.id] >= due || asked[connection] >= lookups_at_once) continue;
        lookups_[attempt.id] = due;
        ++asked[connection];
        try {
            if (!ask_platform_for(attempt))
                asked[connection] = lookups_at_once;  // the others would wait for it as long
        } catch (const std::exception& error) {
            spdlog::error("Looking for the attempt {} of the campaign {} failed: {}", attempt.id.text(),
                          attempt.campaign_id.text(), error.what());
        }
    }
}

void Dialler::resolve_open_attempts(const std::stop_token& stop) {
    const auto now = context_.clock.now();
    pause_campaigns(now);
    give_up_attempts(now);
    ask_platforms_for_attempts(stop, now);
}

void Dialler::begin_dialling() {
    const std::lock_guard choosing(mutex_);
    last_seen_.reset();
}

void Dialler::begin_resolving() {
    lookups_.clear();
    not_paused_until_.clear();
}

std::optional<Time> Dialler::next_look() const { return context_.database.read_statement(find_next_look); }

}  // namespace rollcall::campaigns
