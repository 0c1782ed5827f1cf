#include "campaigns/simulation/simulated_changes_test.hpp"

#include "campaigns/audience/audience_position.hpp"
#include "campaigns/audience/audience_worker.hpp"
#include "contacts/contacts_of_number_store.hpp"

namespace rollcall::campaigns::simulation {

void SimulatedChanges::schedule_changes() {
    note_reasons();
    for (int count = 0; count < troubles_.changes; ++count) {
        after(chance_.duration(minutes(1), weeks_of_trouble), [this] { change_something(); });
    }
    // Somebody sees to campaigns that are paused.
    for (auto time = days(1); time < weeks_of_trouble; time += days(2)) {
        after(time + chance_.duration(minutes(0), hours(20)), [this] { resume_paused(0.7); });
    }
}

void SimulatedChanges::change_something() {
    static constexpr int kinds = 17;
    auto& person = oracle_.people[static_cast<std::size_t>(chance_.between(0, std::ssize(oracle_.people) - 1))];
    auto& campaign = oracle_.campaigns[static_cast<std::size_t>(chance_.between(0, std::ssize(oracle_.campaigns) - 1))];
    switch (chance_.between(0, kinds - 1)) {
        case 0:
            add_to_list(person.phone, std::nullopt);
            break;
        case 1:
            add_to_list(person.phone, person.company);
            break;
        case 2:
            change_person(person, [&] { person.do_not_call = !person.do_not_call; });
            break;
        case 3:
            change_person(person, [&] {
                person.has_withdrawn = person.has_consent;
                person.has_consent = !person.has_consent;
            });
            break;
        case 4:
            change_person(person, [&] { person.time_zone = chance_.one_of(other_zones()); });
            break;
        case 5:
            change_phone(person);
            break;
        case 6:
            delete_person(person);
            break;
        case 7:
            erase(person.phone);
            break;
        case 8:
            change_account();
            break;
        case 9:
            switch_crm(chance_.duration(minutes(1), days(2)));
            break;
        case 10:
            move_agent(campaign.agent, chance_.duration(minutes(1), days(2)));
            break;
        case 11:
            remove_key(chance_.duration(minutes(1), days(2)));
            break;
        case 12:
            pause(campaign);
            break;
        case 13:
            if (chance_.happens(0.3)) cancel(campaign);
            break;
        case 14:
            change_campaign(campaign);
            break;
        case 15:
            if (depth_ == 0) suspend_or_set_back();
            break;
        default:
            must_stop_ = true;
    }
    note_reasons();
}

void SimulatedChanges::change_person(Person& person, const std::function<void()>& change) {
    if (!person.exists) return;
    const auto before = row_of(person);
    change();
    write([&](Transaction& tx) { contacts::update_contact_row(tx, stored(tx, before), row_of(person)); });
}

contacts::Contact SimulatedChanges::stored(Transaction& tx, const contacts::Contact& contact) {
    return contacts::list_contacts_by_id(tx, {&contact.id, 1}).at(0);
}

void SimulatedChanges::change_phone(Person& person) {
    if (!person.exists) return;
    const auto former = person.phone;
    change_person(person, [&] { person.phone = make_phone(person.area); });
    person.ever.insert(SkipReason::deleted);
    // Somebody else has it now.
    auto& other = oracle_.people[static_cast<std::size_t>(chance_.between(0, std::ssize(oracle_.people) - 1))];
    if (!other.exists || other.company != person.company || other.id == person.id) return;
    const auto area = person.area;
    change_person(other, [&] {
        other.phone = former;
        other.area = area;
    });
    other.ever.insert(SkipReason::deleted);
}

void SimulatedChanges::delete_person(Person& person) {
    if (!person.exists) return;
    person.exists = false;
    write([&](Transaction& tx) { contacts::delete_contact_row(tx, person.id); });
}

void SimulatedChanges::erase(const std::string& phone) {
    write([&](Transaction& tx) {
        erased_numbers::remember_erased_number(tx, key_, phone, clock_.shown());
        for (const auto& contact : contacts::list_contacts_of_number(tx, phone)) {
            contacts::delete_contact_row(tx, contact.id);
        }
        tx.execute("UPDATE attempts SET phone = NULL WHERE phone = $1", phone);
    });
    for (auto& person : oracle_.people) {
        if (person.phone != phone) continue;
        person.exists = false;
        person.ever.insert(SkipReason::erased);
    }
}

void SimulatedChanges::add_to_list(const std::string& phone, std::optional<int> company) {
    write([&](Transaction& tx) {
        (void)contacts::insert_do_not_call_row(
            tx, {.id = contacts::DoNotCallEntryId::make(clock_.shown()),
                 .company_id = company ? std::optional(company_id(*company)) : std::nullopt,
                 .phone = phone});
    });
    (company ? oracle_.do_not_call_of_company[*company] : oracle_.do_not_call_of_account).insert(phone);
}

void SimulatedChanges::change_account() {
    account_.call_hours_from = static_cast<int>(chance_.between(0, 12) * 60);
    account_.call_hours_to = static_cast<int>(chance_.between(13, 24) * 60);
    account_.calls_per_number_and_day = static_cast<int>(chance_.between(1, 3));
    account_.requires_consent = chance_.happens(0.7);
    store_account();
}

void SimulatedChanges::store_account() {
    write([&](Transaction& tx) { accounts::update_account_row(tx, account_); });
    know_account();
}

void SimulatedChanges::switch_crm(milliseconds duration) {
    account_.crm_enabled = false;
    store_account();
    after(duration, [this] {
        account_.crm_enabled = true;
        store_account();
    });
}

void SimulatedChanges::move_agent(int agent, milliseconds duration) {
    set_company(agent, 1 - agent);
    after(duration, [this, agent] { set_company(agent, agent); });
}

void SimulatedChanges::set_company(int agent, int company) {
    write([&](Transaction& tx) {
        tx.execute("UPDATE agents SET company_id = $1 WHERE id = $2", company_id(company), agent_id(agent));
    });
    oracle_.companies_of_agents[static_cast<std::size_t>(agent)] = company;
}

void SimulatedChanges::remove_key(milliseconds duration) {
    set_key(std::nullopt);
    after(duration, [this] { set_key(key_.seal("key")); });
}

void SimulatedChanges::set_key(const std::optional<std::string>& sealed) {
    write([&](Transaction& tx) { tx.execute("UPDATE connections SET key_sealed = $1", sealed); });
    oracle_.has_key = sealed.has_value();
}

void SimulatedChanges::pause(SimulatedCampaign& simulated) {
    const bool is_paused = write([&](Transaction& tx) {
        auto campaign = *find_campaign_row(tx, simulated.campaign.id);
        // A completed one becomes active again by a late report after which somebody is to be called once more.
        if (campaign.state != CampaignState::active && campaign.state != CampaignState::scheduled) return false;
        campaign.state = CampaignState::paused;
        campaign.pause_reason = PauseReason::by_member;
        campaign.look_at.reset();
        update_campaign_row(tx, campaign);
        return true;
    });
    if (is_paused) simulated.is_active = false;
}

void SimulatedChanges::cancel(SimulatedCampaign& simulated) {
    const bool is_cancelled = write([&](Transaction& tx) {
        auto campaign = *find_campaign_row(tx, simulated.campaign.id);
        if (campaign.state == CampaignState::draft || campaign.state == CampaignState::completed) return false;
        campaign.state = CampaignState::cancelled;
        campaign.pause_reason.reset();
        campaign.look_at.reset();
        campaign.audience_state = AudienceState::complete;
        campaign.audience_position.reset();
        update_campaign_row(tx, campaign);
        skip_planned_attempt_rows(tx, campaign.id, SkipReason::cancelled, 1000, clock_.shown());
        return true;
    });
    if (!is_cancelled) return;
    simulated.is_active = false;
    simulated.is_cancelled = true;
}

void SimulatedChanges::resume_paused(double probability) {
    for (auto& simulated : oracle_.campaigns) {
        if (!chance_.happens(probability)) continue;
        const bool is_resumed = write([&](Transaction& tx) {
            auto campaign = *find_campaign_row(tx, simulated.campaign.id);
            if (campaign.state != CampaignState::paused) return false;
            begin(tx, campaign);
            return true;
        });
        if (!is_resumed) continue;
        simulated.is_active = true;
        replan_later();
    }
}

void SimulatedChanges::change_campaign(SimulatedCampaign& simulated) {
    write([&](Transaction& tx) {
        auto campaign = *find_campaign_row(tx, simulated.campaign.id);
        campaign.hours_from = chance_.between(6, 12) * 60;
        campaign.hours_to = campaign.hours_from + chance_.between(1, 12) * 60;
        campaign.days = chance_.between(1, 0b111'1111);
        campaign.at_once = chance_.between(1, 3);
        if (campaign.state != CampaignState::completed && campaign.state != CampaignState::cancelled) {
            replan_for_new_hours(campaign);
        }
        update_campaign_row(tx, campaign);
        simulated.campaign.hours_from = campaign.hours_from;
        simulated.campaign.hours_to = campaign.hours_to;
        simulated.campaign.days = campaign.days;
        simulated.campaign.at_once = campaign.at_once;
    });
    replan_later();
}

void SimulatedChanges::replan_later() {
    after(chance_.duration(seconds(0), chance_.happens(0.5) ? minutes(5) : hours(20)),
          [this] { AudienceWorker(*database_, clock_, key_, [] {}).run({}); });
}

void SimulatedChanges::suspend_or_set_back() {
    if (chance_.happens(0.5)) return clock_.advance(chance_.duration(minutes(1), days(2)));
    clock_.set_back(chance_.duration(seconds(1), chance_.happens(0.5) ? minutes(120) : milliseconds(days(2))));
    ++oracle_.clock_changes;
    for (auto& call : oracle_.calls) {
        call.shown_at = std::min(call.shown_at, clock_.shown());
        call.told_at = std::min(call.told_at, clock_.shown());
    }
}

}  // namespace rollcall::campaigns::simulation
