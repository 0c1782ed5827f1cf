#include "campaigns/simulation/simulated_accounts_test.hpp"

namespace rollcall::campaigns::simulation {

void SimulatedAccounts::make_everything() {
    static const std::vector<double> levels{0, 0.05, 0.2, 0.4};
    troubles_ = {.of_answers = chance_.one_of(levels),
                 .of_crashes = chance_.one_of(levels) / 2,
                 .of_reports = chance_.one_of(levels),
                 .of_delays = chance_.one_of(levels) / 2,
                 .changes = static_cast<int>(chance_.between(0, 16))};
    make_account();
    make_companies();
    const auto count = chance_.between(1, 3);
    for (int number = 0; number < count; ++number) make_campaign(number);
}

void SimulatedAccounts::make_account() {
    if (chance_.happens(0.3)) {
        account_.call_hours_from = static_cast<int>(chance_.between(0, 10) * 60);
        account_.call_hours_to = static_cast<int>(chance_.between(15, 24) * 60);
    }
    account_.calls_per_number_and_day = static_cast<int>(chance_.between(1, 3));
    account_.requires_consent = chance_.happens(0.7);
    know_account();
    write([&](Transaction& tx) {
        if (!accounts::insert_account_row(tx, account_, clock_.now())) throw std::logic_error("an account");
    });
}

void SimulatedAccounts::know_account() {
    oracle_.hours_from = account_.call_hours_from;
    oracle_.hours_to = account_.call_hours_to;
    oracle_.calls_per_day = account_.calls_per_number_and_day;
    oracle_.requires_consent = account_.requires_consent;
    oracle_.is_crm_enabled = account_.crm_enabled;
}

CompanyId SimulatedAccounts::company_id(int company) const { return CompanyId(fmt::format("company-{}", company)); }

AgentId SimulatedAccounts::agent_id(int agent) const { return AgentId(fmt::format("agent-{}", agent)); }

ConnectionId SimulatedAccounts::connection() const { return ConnectionId(std::string("connection")); }

void SimulatedAccounts::make_companies() {
    write([&](Transaction& tx) {
        tx.execute(R"(INSERT INTO connections (id, platform, name, name_caseless, name_folded, created_at,
                                               key_sealed, key_set_at, secret_sealed)
                      VALUES ($1, 'vapi', 'Vapi', 'vapi', 'vapi', 0, $2, 0, $3))",
                   connection(), key_.seal("key"), key_.seal("secret"));
    });
    for (int company = 0; company < 2; ++company) {
        const auto country =
            chance_.happens(0.3) ? std::optional(chance_.one_of(number_areas()).country) : std::nullopt;
        oracle_.countries.push_back(country);
        oracle_.companies_of_agents.push_back(company);
        write([&](Transaction& tx) {
            const auto id = company_id(company);
            tx.execute(R"(INSERT INTO companies (id, name, name_caseless, name_folded, country, created_at)
                          VALUES ($1, $1, $1, $1, $2, 0))",
                       id, country);
            tx.execute(R"(INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at,
                                              updated_at)
                          VALUES ($1, $2, $1, $1, $1, 0, 0))",
                       agent_id(company), id);
            tx.execute("INSERT INTO agent_external_ids (connection_id, external_id, agent_id) VALUES ($1, $2, $2)",
                       connection(), agent_id(company));
        });
        const auto count = chance_.between(2, 8);
        for (int number = 0; number < count; ++number) make_person(company);
    }
}

std::string SimulatedAccounts::make_phone(int area) {
    const auto& [country, prefix, digits, zones] = number_areas()[static_cast<std::size_t>(area)];
    std::int64_t first = 2;
    for (int digit = 1; digit < digits; ++digit) first = first * 10 + digit + 1;
    return fmt::format("{}{}", prefix, first + ++phones_);
}

contacts::Contact SimulatedAccounts::row_of(const Person& person) {
    contacts::Contact contact{.id = person.id,
                              .company_id = company_id(person.company),
                              .name = person.id.text(),
                              .phone = person.phone,
                              .email = person.id.text(),
                              .time_zone = person.time_zone,
                              .do_not_call = person.do_not_call,
                              .created_at = clock_.shown(),
                              .updated_at = clock_.shown()};
    if (person.has_consent || person.has_withdrawn) {
        contact.consent = contacts::Consent{.purpose = "News", .source = "Form", .at = clock_.shown() - hours(30)};
        if (person.has_withdrawn) contact.consent->withdrawn_at = clock_.shown();
    }
    return contact;
}

void SimulatedAccounts::make_person(int company) {
    const auto number = oracle_.people.size();
    Person person{.id = ContactId(fmt::format("contact-{}", number)), .company = company};
    person.area = static_cast<int>(chance_.between(0, std::ssize(number_areas()) - 1));
    person.phone = make_phone(person.area);
    // Somebody whom the other company knows too.
    const auto taken = [&](const std::string& phone) {
        return std::ranges::any_of(
            oracle_.people, [&](const Person& other) { return other.company == company && other.phone == phone; });
    };
    if (!oracle_.people.empty() && chance_.happens(0.5)) {
        const auto& other = chance_.one_of(oracle_.people);
        if (!taken(other.phone)) {
            person.area = other.area;
            person.phone = other.phone;
        }
    }
    if (chance_.happens(0.3)) person.time_zone = chance_.one_of(other_zones());
    if (chance_.happens(0.05)) person.do_not_call = true;
    if (chance_.happens(0.1)) person.has_consent = false;
    if (chance_.happens(0.03)) {
        person.has_consent = false;
        person.has_withdrawn = true;
    }
    oracle_.people.push_back(person);
    write([&](Transaction& tx) { contacts::insert_contact_row(tx, row_of(person)); });
}

void SimulatedAccounts::make_campaign(int number) {
    SimulatedCampaign made;
    made.company = static_cast<int>(chance_.between(0, 1));
    made.agent = made.company;
    for (std::size_t index = 0; index < oracle_.people.size(); ++index) {
        if (oracle_.people[index].company == made.company) made.people.push_back(index);
    }
    const auto from = chance_.between(6, 12) * 60;
    // Many calls are due at the end of the hours where these are short.
    const auto length = chance_.happens(0.3) ? chance_.between(2, 6) : chance_.between(1, 12) * 60;
    made.retry_minutes = {chance_.between(1, 90)};
    if (chance_.happens(0.5)) made.retry_minutes.push_back(chance_.between(60, 3000));
    const auto now = clock_.shown();
    made.campaign = {.id = CampaignId(fmt::format("campaign-{}", number)),
                     .company_id = company_id(made.company),
                     .agent_id = agent_id(made.agent),
                     .name = "Campaign",
                     .connection_id = connection(),
                     .from_number_id = std::to_string(number),
                     .from_number = "+493099999999",
                     .days = chance_.happens(0.5) ? 0b001'1111 : chance_.between(1, 0b111'1111),
                     .hours_from = from,
                     .hours_to = from + length,
                     .calls_per_hour = chance_.one_of(std::vector<std::int64_t>{6, 60, 600}),
                     .at_once = chance_.between(1, 3),
                     .attempts = chance_.between(1, 4),
                     .reached = chance_.one_of(std::vector{ReachedWhen::answered, ReachedWhen::successful,
                                                           ReachedWhen::answered_or_voicemail}),
                     .calls_abroad = chance_.happens(0.6),
                     .variables = R"({"contact": "email"})",
                     .created_at = now,
                     .updated_at = now};
    made.campaign.retry_minutes = fmt::format("[{}]", fmt::join(made.retry_minutes, ","));
    if (chance_.happens(0.5)) made.campaign.opt_out_field = "stop";
    if (chance_.happens(0.3)) made.campaign.starts_at = now + chance_.duration(hours(1), days(4));
    oracle_.campaigns.push_back(made);
    write([&](Transaction& tx) { insert_campaign_row(tx, made.campaign); });
    after(chance_.duration(minutes(0), days(3)), [this, number] { launch(static_cast<std::size_t>(number)); });
}

void SimulatedAccounts::launch(std::size_t number) {
    auto& simulated = oracle_.campaigns[number];
    write([&](Transaction& tx) {
        const auto now = clock_.shown();
        auto campaign = *find_campaign_row(tx, simulated.campaign.id);
        campaign.audience_state = AudienceState::in_progress;
        std::vector<ContactId> ids;
        for (const auto person : simulated.people) ids.push_back(oracle_.people[person].id);
        const auto judged = judge_contacts(tx, key_, campaign, account_, ids, JudgedFor::launch, now);
        std::vector<Attempt> attempts;
        for (std::size_t index = 0; index < ids.size(); ++index) {
            const auto& [phone, skip, beyond, warned, due_at, wait, zone] = judged[index];
            Attempt attempt{.id = AttemptId::make(now),
                            .campaign_id = campaign.id,
                            .contact_id = ids[index],
                            .phone = phone.empty() ? std::nullopt : std::optional(phone),
                            .changed_at = now};
            if (skip) {
                attempt.state = AttemptState::skipped;
                attempt.reason = skip_reason_text(*skip, beyond);
                if (skip == SkipReason::limit) simulated.limited_at_launch.insert(ids[index]);
            } else {
                attempt.due_at = due_at;
                attempt.wait_reason = wait;
                attempt.wait_time_zone = zone;
            }
            attempts.push_back(attempt);
        }
        insert_attempt_rows(tx, attempts);
        campaign.audience_state = AudienceState::complete;
        campaign.launched_at = now;
        begin(tx, campaign);
    });
    simulated.is_active = true;
    note_reasons();
}

void SimulatedAccounts::begin(Transaction& tx, Campaign& campaign) {
    const auto now = clock_.shown();
    const bool is_later = campaign.starts_at && *campaign.starts_at > now;
    campaign.state = is_later ? CampaignState::scheduled : CampaignState::active;
    campaign.pause_reason.reset();
    campaign.pause_detail.reset();
    campaign.look_at.reset();
    if (!is_later && campaign.audience_state == AudienceState::complete) campaign.look_at = now;
    campaign.updated_at = now;
    update_campaign_row(tx, campaign);
}

void SimulatedAccounts::after(milliseconds duration, std::function<void()> function) {
    events_.emplace(clock_.passed() + duration, std::move(function));
}

void SimulatedAccounts::note_reasons() {
    for (auto& person : oracle_.people) {
        if (!person.exists) person.ever.insert(SkipReason::deleted);
        if (person.do_not_call || oracle_.is_listed(person)) person.ever.insert(SkipReason::do_not_call);
        if (person.has_withdrawn || (!person.has_consent && oracle_.requires_consent)) {
            person.ever.insert(SkipReason::no_consent);
        }
        const auto& country = oracle_.countries[static_cast<std::size_t>(person.company)];
        if (country && *country != person.country()) person.ever.insert(SkipReason::abroad);
    }
}

}  // namespace rollcall::campaigns::simulation
