#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "campaigns/simulation/people.hpp"
#include "campaigns/simulation/wall_clock.hpp"
#include "connectors/calling/call_placer.hpp"

namespace rollcall::campaigns::simulation {

/// A call that was made, or of which the program cannot know whether it was.
struct TrueCall {
    int number = 0;
    std::size_t campaign = 0;
    std::size_t person = 0;
    AttemptId attempt;
    std::string phone;
    std::string external_id;
    bool is_real = true;       ///< it was placed; otherwise the answer only leaves it open
    Time claimed_at;           ///< as the clock showed it
    Time shown_at;             ///< likewise
    Time passed_at;            ///< when it was placed
    std::optional<Time> ends;  ///< likewise
    int clock_changes = 0;     ///< how many there were before
    /// What the program was told about its end last, and when, as the clock showed it.
    std::optional<calls::DialOutcome> told_outcome;
    bool told_success = false;
    Time told_at;
    bool opted_out = false;
};

/// Knows what is true, and judges each call that is placed. Written without the rules that it judges.
class Oracle {
public:
    std::vector<Person> people;
    std::vector<SimulatedCampaign> campaigns;
    std::set<std::string> do_not_call_of_account;
    std::map<int, std::set<std::string>> do_not_call_of_company;
    std::vector<std::optional<std::string>> countries;  ///< of the companies
    std::vector<int> companies_of_agents;
    bool has_key = true;
    bool is_crm_enabled = true;
    bool requires_consent = true;
    std::int64_t hours_from = 0;
    std::int64_t hours_to = 0;
    std::int64_t calls_per_day = 0;
    int clock_changes = 0;

    std::deque<TrueCall> calls;
    std::optional<std::string> violation;  ///< the first one

    void blame(const std::string& what) {
        if (!violation) violation = what;
    }

    std::optional<std::size_t> find_person(const ContactId& id) const {
        const auto found = std::ranges::find(people, id, &Person::id);
        return found == people.end() ? std::nullopt : std::optional<std::size_t>(found - people.begin());
    }

    bool is_listed(const Person& person) const {
        const auto company = do_not_call_of_company.find(person.company);
        return do_not_call_of_account.contains(person.phone) ||
               (company != do_not_call_of_company.end() && company->second.contains(person.phone));
    }

    /// To be asked while the platform has the order, before it does anything about it.
    void judge(const connectors::CallOrder& order, std::size_t number, std::size_t who, Time shown, Time passed) {
        const auto& campaign = campaigns[number];
        const auto& person = people[who];
        const auto blame_call = [&](const std::string& what) {
            blame(fmt::format("{}: campaign {}, person {}, {} at {}", what, number, who, order.to_number,
                              to_rfc3339(shown)));
        };
        if (shown - order.claimed_at > std::chrono::seconds(60)) blame_call("a call long after its claim");
        judge_state(campaign, blame_call);
        judge_person(order, campaign, person, blame_call);
        judge_hours(campaign, person, shown, blame_call);
        judge_limits(order, number, person, shown, passed, blame_call);
        judge_earlier(order, number, who, blame_call);
    }

    bool is_reached(const SimulatedCampaign& campaign, calls::DialOutcome outcome, bool success) const {
        if (campaign.campaign.reached == ReachedWhen::successful) {
            return outcome == calls::DialOutcome::answered && success;
        }
        return outcome == calls::DialOutcome::answered ||
               (campaign.campaign.reached == ReachedWhen::answered_or_voicemail &&
                outcome == calls::DialOutcome::voicemail);
    }

private:
    template <class Blame>
    void judge_state(const SimulatedCampaign& campaign, const Blame& blame_call) const {
        if (!campaign.is_active) blame_call("a campaign that is not active has called");
        if (!has_key) blame_call("a connection without a key has called");
        if (!is_crm_enabled) blame_call("a campaign has called while the CRM is switched off");
        if (companies_of_agents[static_cast<std::size_t>(campaign.agent)] != campaign.company) {
            blame_call("an agent of another company has called");
        }
    }

    template <class Blame>
    void judge_person(const connectors::CallOrder& order, const SimulatedCampaign& campaign, const Person& person,
                      const Blame& blame_call) const {
        if (!person.exists) blame_call("a contact was called who does not exist");
        if (order.to_number != person.phone) blame_call("another number than the contact's was called");
        if (person.do_not_call) blame_call("a contact was called whom nobody may call");
        if (is_listed(person)) blame_call("a number of a do-not-call list was called");
        if (person.has_withdrawn) blame_call("a contact was called who has withdrawn the consent");
        if (requires_consent && !person.has_consent) blame_call("a contact was called without consent");
        const auto& country = countries[static_cast<std::size_t>(person.company)];
        if (!campaign.campaign.calls_abroad && country && *country != person.country()) {
            blame_call("a number abroad was called");
        }
    }

    template <class Blame>
    void judge_hours(const SimulatedCampaign& campaign, const Person& person, Time shown,
                     const Blame& blame_call) const {
        auto from = std::max(campaign.campaign.hours_from, hours_from);
        auto to = std::min(campaign.campaign.hours_to, hours_to);
        std::set<std::int64_t> offsets;
        for (const auto& zone : person.zones()) offsets.insert(look_at_wall(zone, shown).offset);
        if (offsets.size() > 1) {
            from = std::max<std::int64_t>(from, 9 * 60);
            to = std::min<std::int64_t>(to, 20 * 60);
        }
        for (const auto& zone : person.zones()) {
            const auto wall = look_at_wall(zone, shown);
            const bool is_day = ((campaign.campaign.days >> wall.weekday) & 1) != 0;
            if (!is_day) blame_call("a call on another weekday, in " + zone);
            if (wall.minute < from || wall.minute >= to) blame_call("a call out of hours, in " + zone);
        }
    }

    template <class Blame>
    void judge_limits(const connectors::CallOrder& order, std::size_t number, const Person& person, Time shown,
                      Time passed, const Blame& blame_call) const {
        const auto& campaign = campaigns[number].campaign;
        for (const auto& zone : person.zones()) {
            const auto today = look_at_wall(zone, shown).day;
            const auto count = std::ranges::count_if(calls, [&](const TrueCall& call) {
                return call.is_real && call.phone == person.phone && look_at_wall(zone, call.shown_at).day == today;
            });
            if (count >= calls_per_day) blame_call("more calls to a number on one day than allowed, in " + zone);
        }
        std::int64_t open = 0;
        for (const auto& call : calls) {
            if (!call.is_real || (call.ends && *call.ends <= passed)) continue;
            if (call.phone == person.phone) blame_call("a number was called twice at once");
            if (call.campaign == number) ++open;
        }
        if (open >= campaign.at_once) blame_call("more calls at once than allowed");
        const auto distance = std::chrono::milliseconds(std::chrono::hours(1)) / campaign.calls_per_hour;
        const auto last = std::ranges::find_if(calls.rbegin(), calls.rend(),
                                               [&](const TrueCall& call) { return call.campaign == number; });
        if (last != calls.rend() && last->clock_changes == clock_changes &&
            order.claimed_at - last->claimed_at < distance) {
            blame_call("more calls an hour than allowed");
        }
    }

    static bool may_be_called_again(calls::DialOutcome outcome) {
        using enum calls::DialOutcome;
        return outcome != declined && outcome != invalid_number && outcome != marked_as_spam && outcome != failed;
    }

    template <class Blame>
    void judge_earlier(const connectors::CallOrder& order, std::size_t number, std::size_t who,
                       const Blame& blame_call) const {
        const auto& campaign = campaigns[number];
        std::int64_t count = 0;
        for (const auto& call : calls) {
            if (call.attempt == order.attempt) blame_call("an attempt was placed twice");
            if (call.campaign != number) continue;
            if (call.person != who) {
                if (call.phone == order.to_number) blame_call("a campaign called a number for two contacts");
                continue;
            }
            ++count;
            if (!call.told_outcome) {
                blame_call("a contact was called again, though nobody knows what became of the call before");
                continue;
            }
            if (call.opted_out) blame_call("a contact was called again who had asked not to be");
            if (is_reached(campaign, *call.told_outcome, call.told_success)) {
                blame_call("a contact was called again who had been reached");
            }
            if (!may_be_called_again(*call.told_outcome)) blame_call("a contact was called again after a final end");
            const auto index = std::min(static_cast<std::size_t>(count), campaign.retry_minutes.size()) - 1;
            const auto delay = std::chrono::minutes(campaign.retry_minutes[index]);
            if (call.clock_changes == clock_changes && order.claimed_at - call.told_at < delay) {
                blame_call("a contact was called again too early");
            }
        }
        if (count >= campaign.campaign.attempts) blame_call("more attempts for a contact than allowed");
    }
};

}  // namespace rollcall::campaigns::simulation
