#include "campaigns/eligibility/eligibility.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <variant>

#include "campaigns/eligibility/calling_hours.hpp"
#include "campaigns/eligibility/eligibility_limits.hpp"
#include "campaigns/eligibility/eligibility_store.hpp"
#include "connectors/calling/calling_limits.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/contacts_of_number_store.hpp"
#include "core/time_zone.hpp"
#include "erased_numbers/erased_number_store.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::campaigns {

namespace {

using database::Transaction;
using std::chrono::days;

constexpr std::int64_t every_day = 0b111'1111;
/// Longer than since the beginning of the day of a person who is anywhere.
constexpr auto longest_day = std::chrono::hours(26);

/// What holds for all who are judged together.
struct CallingRule {
    std::optional<CampaignId> campaign;
    Time campaign_since = Time::max();  ///< it has made no call before
    std::optional<CompanyId> company;
    std::string country;  ///< the only one that is called; empty for all
    std::int64_t days = every_day;
    CallHours hours;
    std::int64_t calls_per_day = 0;
    bool requires_consent = true;
    JudgedFor judged_for = JudgedFor::call;
    Time time;  ///< when the call is to be made
};

/// What is known about the numbers of all who are judged together.
class NumberFacts {
public:
    NumberFacts(Transaction& tx, const SealingKey& key, const CallingRule& rule, std::span<const std::string> phones) {
        std::vector<std::string> listed_forms(phones.begin(), phones.end());
        std::map<std::string, std::string, std::less<>> phones_by_form;
        for (const auto& phone : phones) {
            listed_forms.push_back(erased_numbers::erased_form(key, phone));
            phones_by_form.emplace(listed_forms.back(), phone);
        }
        for (const auto& [text, company] : list_do_not_call_numbers(tx, rule.company, listed_forms)) {
            const auto form = phones_by_form.find(text);
            const auto& phone = form != phones_by_form.end() ? form->second : text;
            (company ? listed_by_company_ : listed_by_account_).insert(phone);
        }
        for (const auto& phone : erased_numbers::find_erased_numbers(tx, key, {phones.begin(), phones.end()})) {
            erased_at_[phone] = erased_numbers::find_erasure_time(tx, key, {phone}).value();
        }
        for (auto& call : list_calls_of_numbers(tx, phones, std::min(rule.time - longest_day, rule.campaign_since))) {
            calls_[call.phone].push_back(std::move(call));
        }
        for (const auto& call : list_open_calls_of_numbers(tx, phones)) open_[call.phone] = call.company_id;
    }

    bool is_listed_by_company(const std::string& phone) const { return listed_by_company_.contains(phone); }
    bool is_listed_by_account(const std::string& phone) const { return listed_by_account_.contains(phone); }

    std::optional<Time> find_erasure(const std::string& phone) const {
        const auto found = erased_at_.find(phone);
        return found != erased_at_.end() ? std::optional(found->second) : std::nullopt;
    }

    /// Whether the campaign has called the number for another contact.
    bool is_called_for_another(const std::string& phone, const CampaignId& campaign, const ContactId& contact) const {
        const auto found = calls_.find(phone);
        return found != calls_.end() && std::ranges::any_of(found->second, [&](const CallOfNumber& call) {
                   return call.campaign_id == campaign && call.contact_id != contact;
               });
    }

    /// Whose campaign is calling the number now.
    std::optional<CompanyId> find_open_call(const std::string& phone) const {
        const auto found = open_.find(phone);
        return found != open_.end() ? std::optional(found->second) : std::nullopt;
    }

    /// How many calls the number has had since then; of this company alone, where it is given.
    std::int64_t count_calls(const std::string& phone, Time since,
                             const std::optional<CompanyId>& company = std::nullopt) const {
        const auto found = calls_.find(phone);
        if (found == calls_.end()) return 0;
        return std::ranges::count_if(found->second, [&](const CallOfNumber& call) {
            return call.is_counted && call.claimed_at >= since && (!company || call.company_id == *company);
        });
    }

private:
    std::set<std::string> listed_by_company_;
    std::set<std::string> listed_by_account_;
    std::map<std::string, Time> erased_at_;
    std::map<std::string, std::vector<CallOfNumber>> calls_;
    std::map<std::string, CompanyId> open_;
};

bool is_abroad(const std::string& phone, const std::string& country) {
    if (country.empty()) return false;
    const auto read = phone::read_phone_number(phone, "");
    const auto* const number = std::get_if<phone::PhoneNumber>(&read);
    if (!number) return true;
    if (number->region == country) return false;
    // Of a number in no range that is in use, the country code alone is known.
    return number->is_valid || std::ranges::count(phone::list_regions_of_country_code(phone), country) == 0;
}

bool has_consent(const Candidate& candidate) { return candidate.consent_at && !candidate.consent_withdrawn_at; }

/// Judges one after another, which mostly are in the same time zones.
class Judge {
public:
    Judge(const CallingRule& rule, const NumberFacts& facts) : rule_(rule), facts_(facts) {}

    Eligibility judge(const Candidate& candidate) {
        Eligibility eligibility{.due_at = rule_.time};
        if (!candidate.phone) return skip(eligibility, SkipReason::no_phone);
        const auto& phone = eligibility.phone = *candidate.phone;
        if (candidate.do_not_call || facts_.is_listed_by_company(phone)) {
            return skip(eligibility, SkipReason::do_not_call);
        }
        if (facts_.is_listed_by_account(phone)) return skip_beyond_company(eligibility, SkipReason::do_not_call);
        // A contact that was entered by hand since is a new one.
        if (facts_.find_erasure(phone) >= candidate.updated_at) {
            return skip_beyond_company(eligibility, SkipReason::erased);
        }
        // Who has withdrawn a consent has said no.
        if (!has_consent(candidate) && (rule_.requires_consent || candidate.consent_withdrawn_at)) {
            return skip(eligibility, SkipReason::no_consent);
        }
        eligibility.lacks_consent = !has_consent(candidate);
        if (rule_.campaign && facts_.is_called_for_another(phone, *rule_.campaign, candidate.id)) {
            return skip(eligibility, SkipReason::duplicate);
        }
        if (is_abroad(phone, rule_.country)) return skip(eligibility, SkipReason::abroad);
        const auto zones = list_time_zones_of_person(candidate.time_zone, phone);
        if (zones.empty()) return skip(eligibility, SkipReason::no_time_zone);
        wait_for_hours(eligibility, zones);
        if (!eligibility.skip) wait_for_limit(eligibility, zones);
        if (!eligibility.skip && !eligibility.wait) wait_for_open_call(eligibility);
        return eligibility;
    }

private:
    static Eligibility skip(Eligibility& eligibility, SkipReason reason) {
        eligibility.skip = reason;
        return eligibility;
    }
    static Eligibility skip_beyond_company(Eligibility& eligibility, SkipReason reason) {
        eligibility.is_beyond_company = true;
        return skip(eligibility, reason);
    }

    /// Sets when it may be called, at `from` or later.
    void set_due(Eligibility& eligibility, const std::vector<std::string>& zones, Time from) {
        const auto next = next_time(zones, from);
        if (!next) {
            skip(eligibility, SkipReason::hours);
            return;
        }
        eligibility.due_at = *next;
    }

    void wait_for_hours(Eligibility& eligibility, const std::vector<std::string>& zones) {
        set_due(eligibility, zones, rule_.time);
        const auto due_at = eligibility.due_at;
        if (due_at == rule_.time) return;
        eligibility.wait = WaitReason::hours;
        // The last one in which the hours begin.
        eligibility.wait_time_zone = std::ranges::min(
            zones, {}, [&](const std::string& zone) { return Calendar(zone).offset_at(due_at).offset; });
    }

    /// In each zone where the person may be, the number has no more calls on the day of the call than allowed.
    void wait_for_limit(Eligibility& eligibility, const std::vector<std::string>& zones) {
        std::optional<Time> next_day;
        for (const auto& zone : zones) {
            const Calendar calendar(zone);
            const auto day = calendar.day_of(eligibility.due_at);
            const auto begin = calendar.begin_of(day);
            if (facts_.count_calls(eligibility.phone, begin) < rule_.calls_per_day) continue;
            const auto of_company = rule_.company ? facts_.count_calls(eligibility.phone, begin, rule_.company) : 0;
            if (of_company < rule_.calls_per_day) eligibility.is_beyond_company = true;
            const auto end = calendar.begin_of(day + days(1));
            if (next_day && *next_day >= end) continue;
            next_day = end;
            eligibility.wait = WaitReason::limit;
            eligibility.wait_time_zone = zone;
        }
        if (!next_day) return;
        if (rule_.judged_for == JudgedFor::launch) {
            skip(eligibility, SkipReason::limit);
        } else {
            set_due(eligibility, zones, *next_day);
        }
    }

    void wait_for_open_call(Eligibility& eligibility) const {
        const auto company = facts_.find_open_call(eligibility.phone);
        if (!company || rule_.judged_for == JudgedFor::launch) return;
        eligibility.wait = WaitReason::number_busy;
        eligibility.due_at = rule_.time + open_call_pause;
        eligibility.is_beyond_company = company != rule_.company;
    }

    std::optional<Time> next_time(const std::vector<std::string>& zones, Time from) {
        auto [known, is_new] = next_times_.try_emplace({zones, from});
        if (is_new) {
            // The call is placed some time after this.
            const CallHours hours{rule_.hours.from, rule_.hours.to - connectors::longest_claim.count()};
            known->second = next_call_time(zones, rule_.days, hours, from);
        }
        return known->second;
    }

    const CallingRule& rule_;
    const NumberFacts& facts_;
    std::map<std::pair<std::vector<std::string>, Time>, std::optional<Time>> next_times_;
};

CallHours hours_of_account(const accounts::Account& account) {
    return {account.call_hours_from, account.call_hours_to};
}

}  // namespace

std::vector<Eligibility> judge_contacts(Transaction& tx, const SealingKey& key, const Campaign& campaign,
                                        const accounts::Account& account, std::span<const ContactId> contacts,
                                        JudgedFor judged_for, Time now) {
    const bool is_launch = judged_for == JudgedFor::launch;
    const CallingRule rule{.campaign = campaign.id,
                           .campaign_since = campaign.created_at,
                           .company = campaign.company_id,
                           .country = campaign.calls_abroad
                                          ? ""
                                          : find_country_of_company(tx, campaign.company_id).value_or(std::string()),
                           .days = campaign.days,
                           .hours = common_hours({campaign.hours_from, campaign.hours_to}, hours_of_account(account)),
                           .calls_per_day = account.calls_per_number_and_day,
                           .requires_consent = account.requires_consent,
                           .judged_for = judged_for,
                           .time = is_launch ? std::max(now, campaign.starts_at.value_or(now)) : now};

    std::map<ContactId, Candidate> candidates;
    std::vector<std::string> phones;
    for (auto& candidate : list_contacts_to_judge(tx, campaign.company_id, contacts)) {
        if (candidate.phone) phones.push_back(*candidate.phone);
        candidates.emplace(candidate.id, std::move(candidate));
    }
    const NumberFacts facts(tx, key, rule, phones);
    Judge judge(rule, facts);
    std::vector<Eligibility> judged;
    judged.reserve(contacts.size());
    for (const auto& id : contacts) {
        const auto candidate = candidates.find(id);
        judged.push_back(candidate != candidates.end() ? judge.judge(candidate->second)
                                                       : Eligibility{.skip = SkipReason::deleted, .due_at = rule.time});
    }
    return judged;
}

bool may_be_dialled(Transaction& tx, const SealingKey& key, const std::optional<CompanyId>& company,
                    const std::string& text, Time now) {
    const auto country = company ? find_country_of_company(tx, *company).value_or(std::string()) : std::string();
    const auto numbers = erased_numbers::possible_numbers(text, country);
    if (numbers.empty()) return false;
    const auto account = accounts::get_account(tx);
    if (!account.crm_enabled) return false;  // nobody could mark a contact as not to be called
    const CallingRule rule{.company = company,
                           .hours = hours_of_account(account),
                           .calls_per_day = account.calls_per_number_and_day,
                           .requires_consent = account.requires_consent,
                           .time = now};
    const NumberFacts facts(tx, key, rule, numbers);
    Judge judge(rule, facts);
    // All that it may be, since nobody knows which of them it is.
    return std::ranges::all_of(numbers, [&](const std::string& phone) {
        Candidate candidate{.updated_at = Time::min()};  // no contact was entered since the number was erased
        for (const auto& contact : contacts::list_contacts_of_number(tx, phone)) {
            if (contact.company_id != company) continue;
            for (auto& found : list_contacts_to_judge(tx, *company, {&contact.id, 1})) candidate = std::move(found);
        }
        candidate.phone = phone;
        const auto eligibility = judge.judge(candidate);
        return !eligibility.skip && !eligibility.wait;
    });
}

}  // namespace rollcall::campaigns
