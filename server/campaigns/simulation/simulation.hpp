#pragma once

#include <fmt/format.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "accounts/account_store.hpp"
#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/dialler.hpp"
#include "campaigns/dialling/waiting.hpp"
#include "campaigns/eligibility/eligibility.hpp"
#include "campaigns/simulation/chance.hpp"
#include "campaigns/simulation/oracle.hpp"
#include "campaigns/simulation/simulated_clock.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"
#include "database/described_row.hpp"
#include "database/open_database.hpp"
#include "erased_numbers/erased_numbers.hpp"

namespace rollcall::campaigns::simulation {

/// The program has stopped in the middle of something.
struct Crash {};

/// How much goes wrong in one simulation.
struct Troubles {
    double of_answers = 0;  ///< how often the platform's answer is not that the call was placed
    double of_crashes = 0;  ///< how often the program stops while a call is placed
    double of_reports = 0;  ///< how often a report does not arrive as it should
    double of_delays = 0;   ///< how often the program is kept waiting when it asks for the time
    int changes = 0;        ///< of contacts, campaigns and settings
};

/// Weeks of campaigns: the dialler with a real database, a platform that does what platforms do at their worst, and an
/// oracle that knows what is true. All of it is decided by the seed.
class Simulation final : private connectors::CallPlacer {
public:
    Simulation(std::uint64_t seed, const std::string& file, const SealingKey& key)
        : chance_(seed), clock_(from_milliseconds(begin_of(seed))), key_(key) {
        database_ = database::open_sqlite(file, clock_);
    }

    /// What was wrong, if anything was.
    std::optional<std::string> run() {
        make_everything();
        schedule_changes();
        clock_.delay = [this] {
            using std::chrono::seconds;
            return chance_.happens(troubles_.of_delays) ? chance_.duration(seconds(0), seconds(100))
                                                        : std::chrono::milliseconds(chance_.between(0, 20));
        };
        start_program();
        run_until(clock_.passed() + weeks_of_trouble);
        end_all_trouble();
        run_until(clock_.passed() + longest_rest, [this] { return is_everything_over(); });
        judge_end();
        return oracle_.violation;
    }

    std::size_t count_calls() const { return oracle_.calls.size(); }

private:
    using Time = rollcall::Time;
    using minutes = std::chrono::minutes;
    using hours = std::chrono::hours;
    using seconds = std::chrono::seconds;
    using milliseconds = std::chrono::milliseconds;
    using days = std::chrono::days;
    using Transaction = database::Transaction;

    static constexpr auto weeks_of_trouble = days(16);
    static constexpr auto longest_rest = days(120);
    static constexpr int steps_without_time = 500;
    static constexpr int deepest = 3;

    /// Near the days on which clocks are put forward or back somewhere, or on any other day.
    static std::int64_t begin_of(std::uint64_t seed) {
        static constexpr const char* begins[] = {"2026-03-01T05:00:00Z", "2026-03-20T13:00:00Z",
                                                 "2026-09-20T21:00:00Z", "2026-10-18T02:00:00Z",
                                                 "2026-06-10T11:00:00Z", "2026-04-18T17:00:00Z"};
        return rollcall::milliseconds(*time_from_rfc3339(begins[seed % std::size(begins)]));
    }

    // --- What there is -----------------------------------------------------------------------------------------------

    template <class Function>
    auto write(Function function) {
        return database_->write(function);
    }

    void make_everything() {
        static const std::vector<double> levels{0, 0.05, 0.2, 0.4};
        troubles_ = {.of_answers = chance_.one_of(levels),
                     .of_crashes = chance_.one_of(levels) / 2,
                     .of_reports = chance_.one_of(levels),
                     .of_delays = chance_.one_of(levels) / 5,
                     .changes = static_cast<int>(chance_.between(0, 16))};
        make_account();
        make_companies();
        const auto count = chance_.between(1, 3);
        for (int number = 0; number < count; ++number) make_campaign(number);
    }

    void make_account() {
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

    void know_account() {
        oracle_.hours_from = account_.call_hours_from;
        oracle_.hours_to = account_.call_hours_to;
        oracle_.calls_per_day = account_.calls_per_number_and_day;
        oracle_.requires_consent = account_.requires_consent;
        oracle_.is_crm_enabled = account_.crm_enabled;
    }

    CompanyId company_id(int company) const { return CompanyId(fmt::format("company-{}", company)); }
    AgentId agent_id(int agent) const { return AgentId(fmt::format("agent-{}", agent)); }
    ConnectionId connection() const { return ConnectionId(std::string("connection")); }

    void make_companies() {
        write([&](Transaction& tx) {
            tx.execute(R"(INSERT INTO connections (id, platform, name, name_caseless, name_folded, created_at,
                                                   key_sealed, key_set_at)
                          VALUES ($1, 'vapi', 'Vapi', 'vapi', 'vapi', 0, $2, 0))",
                       connection(), key_.seal("key"));
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

    std::string make_phone(int area) {
        const auto& [country, prefix, digits, zones] = number_areas()[static_cast<std::size_t>(area)];
        std::int64_t first = 2;
        for (int digit = 1; digit < digits; ++digit) first = first * 10 + digit + 1;
        return fmt::format("{}{}", prefix, first + ++phones_);
    }

    contacts::Contact row_of(const Person& person) {
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

    void make_person(int company) {
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

    void make_campaign(int number) {
        SimulatedCampaign made;
        made.company = static_cast<int>(chance_.between(0, 1));
        made.agent = made.company;
        for (std::size_t index = 0; index < oracle_.people.size(); ++index) {
            if (oracle_.people[index].company == made.company) made.people.push_back(index);
        }
        const auto from = chance_.between(6, 12) * 60;
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
                         .hours_to = from + chance_.between(1, 12) * 60,
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

    /// As the worker that inserts the audience does it.
    void launch(std::size_t number) {
        auto& simulated = oracle_.campaigns[number];
        write([&](Transaction& tx) {
            const auto now = clock_.shown();
            auto campaign = *find_campaign_row(tx, simulated.campaign.id);
            campaign.audience_state = AudienceState::in_progress;
            std::vector<ContactId> ids;
            for (const auto person : simulated.people) ids.push_back(oracle_.people[person].id);
            const auto judged = judge_contacts(tx, key_, campaign, account_, ids, now);
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

    void begin(Transaction& tx, Campaign& campaign) {
        const auto now = clock_.shown();
        const bool is_later = campaign.starts_at && *campaign.starts_at > now;
        campaign.state = is_later ? CampaignState::scheduled : CampaignState::active;
        campaign.pause_reason.reset();
        campaign.pause_detail.reset();
        campaign.look_at = is_later ? std::nullopt : std::optional(now);
        campaign.updated_at = now;
        update_campaign_row(tx, campaign);
    }

    // --- What changes ------------------------------------------------------------------------------------------------

    void after(milliseconds duration, std::function<void()> function) {
        events_.emplace(clock_.passed() + duration, std::move(function));
    }

    /// Notes whatever is a reason not to call somebody now.
    void note_reasons() {
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

    void schedule_changes() {
        note_reasons();
        for (int count = 0; count < troubles_.changes; ++count) {
            after(chance_.duration(minutes(1), weeks_of_trouble), [this] { change_something(); });
        }
        // Somebody sees to campaigns that are paused.
        for (auto time = days(1); time < weeks_of_trouble; time += days(2)) {
            after(time + chance_.duration(minutes(0), hours(20)), [this] { resume_paused(0.7); });
        }
    }

    void change_something() {
        static constexpr int kinds = 17;
        auto& person = oracle_.people[static_cast<std::size_t>(chance_.between(0, std::ssize(oracle_.people) - 1))];
        auto& campaign =
            oracle_.campaigns[static_cast<std::size_t>(chance_.between(0, std::ssize(oracle_.campaigns) - 1))];
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

    template <class Change>
    void change_person(Person& person, Change change) {
        if (!person.exists) return;
        const auto before = row_of(person);
        change();
        write([&](Transaction& tx) { contacts::update_contact_row(tx, stored(tx, before), row_of(person)); });
    }

    static contacts::Contact stored(Transaction& tx, const contacts::Contact& contact) {
        return contacts::list_contacts_by_id(tx, {&contact.id, 1}).at(0);
    }

    void change_phone(Person& person) {
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

    void delete_person(Person& person) {
        if (!person.exists) return;
        person.exists = false;
        write([&](Transaction& tx) { contacts::delete_contact_row(tx, person.id); });
    }

    void erase(const std::string& phone) {
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

    void add_to_list(const std::string& phone, std::optional<int> company) {
        write([&](Transaction& tx) {
            (void)contacts::insert_do_not_call_row(
                tx, {.id = contacts::DoNotCallEntryId::make(clock_.shown()),
                     .company_id = company ? std::optional(company_id(*company)) : std::nullopt,
                     .phone = phone});
        });
        (company ? oracle_.do_not_call_of_company[*company] : oracle_.do_not_call_of_account).insert(phone);
    }

    void change_account() {
        account_.call_hours_from = static_cast<int>(chance_.between(0, 12) * 60);
        account_.call_hours_to = static_cast<int>(chance_.between(13, 24) * 60);
        account_.calls_per_number_and_day = static_cast<int>(chance_.between(1, 3));
        account_.requires_consent = chance_.happens(0.7);
        store_account();
    }

    void store_account() {
        write([&](Transaction& tx) { accounts::update_account_row(tx, account_); });
        know_account();
    }

    void switch_crm(milliseconds duration) {
        account_.crm_enabled = false;
        store_account();
        after(duration, [this] {
            account_.crm_enabled = true;
            store_account();
        });
    }

    void move_agent(int agent, milliseconds duration) {
        set_company(agent, 1 - agent);
        after(duration, [this, agent] { set_company(agent, agent); });
    }
    void set_company(int agent, int company) {
        write([&](Transaction& tx) {
            tx.execute("UPDATE agents SET company_id = $1 WHERE id = $2", company_id(company), agent_id(agent));
        });
        oracle_.companies_of_agents[static_cast<std::size_t>(agent)] = company;
    }

    void remove_key(milliseconds duration) {
        set_key(std::nullopt);
        after(duration, [this] { set_key(key_.seal("key")); });
    }
    void set_key(const std::optional<std::string>& sealed) {
        write([&](Transaction& tx) { tx.execute("UPDATE connections SET key_sealed = $1", sealed); });
        oracle_.has_key = sealed.has_value();
    }

    void pause(SimulatedCampaign& simulated) {
        write([&](Transaction& tx) {
            auto campaign = *find_campaign_row(tx, simulated.campaign.id);
            if (campaign.state != CampaignState::active && campaign.state != CampaignState::scheduled) return;
            campaign.state = CampaignState::paused;
            campaign.pause_reason = PauseReason::by_member;
            campaign.look_at.reset();
            update_campaign_row(tx, campaign);
        });
        simulated.is_active = false;
    }

    void cancel(SimulatedCampaign& simulated) {
        const bool is_cancelled = write([&](Transaction& tx) {
            auto campaign = *find_campaign_row(tx, simulated.campaign.id);
            if (campaign.state == CampaignState::draft || campaign.state == CampaignState::completed) return false;
            campaign.state = CampaignState::cancelled;
            campaign.pause_reason.reset();
            campaign.look_at.reset();
            update_campaign_row(tx, campaign);
            skip_planned_attempt_rows(tx, campaign.id, SkipReason::cancelled, 1000, clock_.shown());
            return true;
        });
        if (!is_cancelled) return;
        simulated.is_active = false;
        simulated.is_cancelled = true;
    }

    void resume_paused(double probability) {
        for (auto& simulated : oracle_.campaigns) {
            if (!chance_.happens(probability)) continue;
            const bool is_resumed = write([&](Transaction& tx) {
                auto campaign = *find_campaign_row(tx, simulated.campaign.id);
                if (campaign.state != CampaignState::paused) return false;
                begin(tx, campaign);
                return true;
            });
            if (is_resumed) simulated.is_active = true;
        }
    }

    void change_campaign(SimulatedCampaign& simulated) {
        write([&](Transaction& tx) {
            auto campaign = *find_campaign_row(tx, simulated.campaign.id);
            campaign.hours_from = chance_.between(6, 12) * 60;
            campaign.hours_to = campaign.hours_from + chance_.between(1, 12) * 60;
            campaign.days = chance_.between(1, 0b111'1111);
            campaign.at_once = chance_.between(1, 3);
            update_campaign_row(tx, campaign);
            simulated.campaign.hours_from = campaign.hours_from;
            simulated.campaign.hours_to = campaign.hours_to;
            simulated.campaign.days = campaign.days;
            simulated.campaign.at_once = campaign.at_once;
        });
    }

    /// The machine sleeps, or its clock is set back.
    void suspend_or_set_back() {
        if (chance_.happens(0.5)) return clock_.advance(chance_.duration(minutes(1), days(2)));
        clock_.set_back(chance_.duration(seconds(1), chance_.happens(0.5) ? minutes(120) : milliseconds(days(2))));
        ++oracle_.clock_changes;
        for (auto& call : oracle_.calls) {
            call.shown_at = std::min(call.shown_at, clock_.shown());
            call.told_at = std::min(call.told_at, clock_.shown());
        }
    }

    // --- What runs ---------------------------------------------------------------------------------------------------

    void start_program() {
        dialler_ = std::make_unique<Dialler>(
            DiallerContext{.database = *database_, .clock = clock_, .key = key_, .placer = *this, .threads = 4});
    }

    void run_until(
        Time end, const std::function<bool()>& is_over = [] { return false; }) {
        int steps = 0;
        auto last = clock_.passed();
        while (clock_.passed() < end && !oracle_.violation && !is_over()) {
            try {
                if (take_step()) {
                    if (clock_.passed() - last > minutes(1)) steps = 0;
                    if (steps == 0) last = clock_.passed();
                    if (++steps > steps_without_time) oracle_.blame("the dialler does not come to an end");
                    continue;
                }
                steps = 0;
                wait_for_next(end);
            } catch (const Crash&) {
                depth_ = 0;
                dialler_.reset();
                clock_.advance(chance_.duration(seconds(1), chance_.happens(0.2) ? hours(5) : minutes(5)));
                start_program();
            }
        }
    }

    /// One step of what goes on at the same time. False where there is nothing to do now.
    bool take_step() {
        if (!events_.empty() && events_.begin()->first <= clock_.passed()) {
            const auto event = events_.extract(events_.begin());
            event.mapped()();
            if (std::exchange(must_stop_, false)) throw Crash();
            return true;
        }
        if (clock_.passed() >= next_tick_) {
            dialler_->resolve_open_attempts();
            next_tick_ = clock_.passed() + (has_open_attempts() ? milliseconds(minutes(3)) : hours(6));
            return true;
        }
        return dialler_->dial_next();
    }

    bool has_open_attempts() {
        return database_->read_statement([](Transaction& tx) {
            return tx
                .first("SELECT 1 FROM attempts WHERE state IN ('claimed', 'sent', 'talking') LIMIT 1",
                       [](const database::Row&) { return true; })
                .has_value();
        });
    }

    void wait_for_next(Time end) {
        auto until = std::min(end, next_tick_);
        if (!events_.empty()) until = std::min(until, events_.begin()->first);
        if (const auto next = dialler_->next_look()) {
            until = std::min(until, clock_.passed() + std::max<milliseconds>(*next - clock_.shown(), seconds(1)));
        }
        clock_.advance(std::max<milliseconds>(until - clock_.passed(), milliseconds(1)));
    }

    /// What other threads do while one waits for the platform.
    void others_go_on() {
        if (depth_ > deepest) return;
        ++depth_;
        const auto steps = chance_.between(0, 3);
        for (int step = 0; step < steps; ++step) {
            clock_.advance(chance_.duration(milliseconds(0), seconds(10)));
            take_step();
        }
        --depth_;
    }

    // --- What the platform does --------------------------------------------------------------------------------------

    connectors::PlacedCall place_call(const connectors::CallRoute& route, const connectors::CallOrder& order) override {
        using Result = connectors::PlacedCall::Result;
        if (route.api_key != "key") oracle_.blame("the key is not the connection's");
        if (chance_.happens(troubles_.of_crashes / 2)) throw Crash();
        const auto campaign = static_cast<std::size_t>(std::stoi(order.from_number_id));
        const auto person = oracle_.find_person(ContactId(order.variables.at("contact")));
        if (!person) {
            oracle_.blame("somebody was called who is no contact");
            return {.result = Result::refused};
        }
        oracle_.judge(order, campaign, *person, clock_.shown(), clock_.passed());
        if (chance_.happens(troubles_.of_answers)) {
            const auto result = chance_.one_of(std::vector{
                Result::not_sent, Result::refused, Result::invalid_number, Result::too_many, Result::key_refused,
                Result::no_credit, Result::daily_limit, Result::unresolved, Result::unresolved, Result::unresolved});
            return go_wrong(result, order, campaign, *person);
        }
        auto& call = add_call(order, campaign, *person, true);
        schedule_reports(call);
        const auto external_id = call.external_id;
        others_go_on();
        if (chance_.happens(troubles_.of_crashes / 2)) throw Crash();
        return {.result = Result::placed, .external_call_id = external_id};
    }

    connectors::PlacedCall go_wrong(connectors::PlacedCall::Result result, const connectors::CallOrder& order,
                                    std::size_t campaign, std::size_t person) {
        using Result = connectors::PlacedCall::Result;
        connectors::PlacedCall placed{.result = result, .detail = "No."};
        if (result == Result::too_many && chance_.happens(0.5)) placed.retry_after = seconds(chance_.between(0, 9000));
        if (result == Result::unresolved) {
            auto& call = add_call(order, campaign, person, chance_.happens(0.5));
            if (call.is_real) schedule_reports(call);
        }
        others_go_on();
        if (result == Result::refused || result == Result::invalid_number) {
            auto& call = add_call(order, campaign, person, false);
            call.told_outcome =
                result == Result::refused ? calls::DialOutcome::failed : calls::DialOutcome::invalid_number;
        }
        if (result == Result::key_refused || result == Result::no_credit || result == Result::daily_limit) {
            oracle_.campaigns[campaign].is_active = false;
        }
        return placed;
    }

    TrueCall& add_call(const connectors::CallOrder& order, std::size_t campaign, std::size_t person, bool is_real) {
        const auto number = static_cast<int>(oracle_.calls.size());
        TrueCall call{.number = number,
                      .campaign = campaign,
                      .person = person,
                      .attempt = order.attempt,
                      .phone = order.to_number,
                      .external_id = fmt::format("call-{}", number),
                      .is_real = is_real,
                      .claimed_at = order.claimed_at,
                      .shown_at = clock_.shown(),
                      .passed_at = clock_.passed(),
                      .clock_changes = oracle_.clock_changes};
        if (is_real) call.ends = clock_.passed() + chance_.duration(seconds(1), minutes(10));
        return oracle_.calls.emplace_back(call);
    }

    connectors::CallLookup find_placed_call(const connectors::CallRoute&, const connectors::CallOrder& order) override {
        using Result = connectors::CallLookup::Result;
        if (chance_.happens(troubles_.of_answers)) return {.result = Result::failed};
        const auto found = std::ranges::find_if(
            oracle_.calls, [&](const TrueCall& call) { return call.is_real && call.attempt == order.attempt; });
        if (found == oracle_.calls.end() || chance_.happens(troubles_.of_reports)) return {.result = Result::not_found};
        return {.result = Result::found, .external_call_id = found->external_id};
    }

    // --- What the platform reports -----------------------------------------------------------------------------------

    struct Report {
        int call = 0;
        calls::CallStatus status = calls::CallStatus::ongoing;
        std::optional<calls::DialOutcome> outcome;
        bool is_successful = false;
        bool asks_to_stop = false;
        bool names_attempt = true;
    };

    calls::DialOutcome any_outcome() {
        using enum calls::DialOutcome;
        static const std::vector outcomes{answered,  answered,  answered,  busy,           no_answer,
                                          no_answer, busy,      voicemail, voicemail,      declined,
                                          failed,    no_answer, busy,      marked_as_spam, concurrency_limit};
        return chance_.one_of(outcomes);
    }

    void schedule_reports(const TrueCall& call) {
        const auto rings_for = *call.ends - call.passed_at;
        Report end{.call = call.number, .status = calls::CallStatus::ended, .outcome = any_outcome()};
        end.is_successful = chance_.happens(0.5);
        end.asks_to_stop = end.outcome == calls::DialOutcome::answered && chance_.happens(0.1);
        end.names_attempt = chance_.happens(0.9);
        if (end.outcome == calls::DialOutcome::failed) end.status = calls::CallStatus::failed;
        const auto send = [this](milliseconds duration, const Report& report) {
            after(duration, [this, report] { deliver(report); });
        };
        const Report ongoing{.call = call.number};
        if (chance_.happens(0.5)) send(chance_.duration(milliseconds(0), seconds(20)), ongoing);
        const auto trouble = [this] { return chance_.happens(troubles_.of_reports); };
        if (trouble()) send(rings_for + chance_.duration(seconds(0), minutes(5)), ongoing);  // after its end
        if (trouble()) send(rings_for + chance_.duration(seconds(0), hours(8)), end);        // twice
        if (trouble()) {                                                                     // late, or never
            if (chance_.happens(0.5)) send(rings_for + chance_.duration(minutes(10), days(3)), end);
            return;
        }
        send(trouble() ? seconds(0) : rings_for + chance_.duration(seconds(0), seconds(10)), end);
    }

    void deliver(const Report& report) {
        auto& call = oracle_.calls[static_cast<std::size_t>(report.call)];
        if (report.status != calls::CallStatus::ongoing) call.ends = std::min(*call.ends, clock_.passed());
        const auto& campaign = oracle_.campaigns[call.campaign];
        calls::ReportedCall reported{.id = CallId(call.external_id),
                                     .connection_id = connection(),
                                     .external_call_id = call.external_id,
                                     .status = report.status,
                                     .dial_outcome = report.outcome};
        if (report.names_attempt) reported.attempt_id = call.attempt;
        if (report.status == calls::CallStatus::ended) {
            reported.outcome = report.is_successful ? calls::Outcome::successful : calls::Outcome::unsuccessful;
        }
        if (report.asks_to_stop) reported.analysis["stop"] = "true";
        const bool is_known = write([&](Transaction& tx) {
            close_reported_attempt(tx, reported, clock_.shown());
            const auto attempt = find_attempt_row(tx, call.attempt);
            return attempt && attempt->call_id == reported.id;
        });
        if (!is_known || report.status == calls::CallStatus::ongoing) return;
        if (!call.told_outcome) call.told_at = clock_.shown();
        call.told_outcome = report.outcome;
        call.told_success = report.is_successful;
        if (!report.asks_to_stop || !campaign.campaign.opt_out_field) return;
        call.opted_out = true;
        auto& person = oracle_.people[call.person];
        if (person.ever.contains(SkipReason::erased)) return;
        oracle_.do_not_call_of_company[campaign.company].insert(call.phone);
        note_reasons();
    }

    // --- How it ends -------------------------------------------------------------------------------------------------

    void end_all_trouble() {
        troubles_ = {};
        account_.crm_enabled = true;
        account_.call_hours_from = 8 * 60;
        account_.call_hours_to = 21 * 60;
        store_account();
        set_key(key_.seal("key"));
        for (int agent = 0; agent < 2; ++agent) set_company(agent, agent);
        note_reasons();
        for (auto time = hours(0); time < longest_rest; time += hours(12)) after(time, [this] { resume_paused(1); });
    }

    bool is_everything_over() {
        if (clock_.passed() < next_judgement_) return false;
        next_judgement_ = clock_.passed() + hours(12);
        return database_->read_statement([](Transaction& tx) {
            return !tx.first("SELECT 1 FROM campaigns WHERE state NOT IN ('completed', 'cancelled')",
                             [](const database::Row&) { return true; })
                        .has_value();
        });
    }

    void judge_end() {
        if (oracle_.violation) return;
        database_->read([&](Transaction& tx) {
            for (const auto& simulated : oracle_.campaigns) judge_end_of(tx, simulated);
        });
    }

    void judge_end_of(Transaction& tx, const SimulatedCampaign& simulated) {
        const auto campaign = *find_campaign_row(tx, simulated.campaign.id);
        const auto blame = [&](const std::string& what) {
            oracle_.blame(fmt::format("{}: {}", campaign.id.text(), what));
        };
        if (campaign.state != CampaignState::completed && campaign.state != CampaignState::cancelled) {
            const auto waiting = describe_waiting(tx, campaign, clock_.shown());
            blame(fmt::format("it is still {}, and waits for {}", enum_name(campaign.state),
                              waiting ? enum_name(waiting->reason) : "nothing"));
        }
        if ((campaign.state == CampaignState::cancelled) != simulated.is_cancelled) blame("it was not cancelled");
        AttemptCounts counts;
        std::set<ContactId> seen;
        static const auto select =
            "SELECT " + database::columns_of<Attempt>("a") + " FROM attempts a WHERE a.campaign_id = $1";
        for (const auto& attempt : tx.all(select, database::read_row<Attempt>, campaign.id)) {
            seen.insert(attempt.contact_id);
            judge_attempt(simulated, attempt, counts);
        }
        if (seen.size() != simulated.people.size()) blame("it has forgotten contacts");
        if (counts != list_attempt_counts(tx, campaign.id)) blame("the counts are not those of the attempts");
    }

    void judge_attempt(const SimulatedCampaign& simulated, const Attempt& attempt, AttemptCounts& counts) {
        const auto blame = [&](const std::string& what) {
            oracle_.blame(fmt::format("{}, {}, {}: {}", simulated.campaign.id.text(), attempt.contact_id.text(),
                                      attempt.number, what));
        };
        std::string kind(enum_name(attempt.state));
        switch (attempt.state) {
            case AttemptState::skipped:
                kind += "/" + attempt.reason.value_or("nothing");
                judge_skipped(simulated, attempt, blame);
                break;
            case AttemptState::done:
                kind += fmt::format("/{}", enum_name(attempt.outcome.value()));
                if (attempt.reason == not_successful) ++counts[std::string(not_successful)];
                break;
            case AttemptState::failed:
            case AttemptState::unknown:
                break;
            default:
                blame("it is still " + kind);
        }
        ++counts[kind];
    }

    /// Nobody is left out without a reason.
    template <class Blame>
    void judge_skipped(const SimulatedCampaign& simulated, const Attempt& attempt, const Blame& blame) {
        const auto name = attempt.reason.value().substr(0, attempt.reason->find('/'));
        const auto reason = enum_value<SkipReason>(name);
        const auto& person = oracle_.people[*oracle_.find_person(attempt.contact_id)];
        bool is_true = person.ever.contains(reason);
        if (reason == SkipReason::cancelled) is_true = simulated.is_cancelled;
        // Of a number that the contact had before.
        if (reason == SkipReason::duplicate || reason == SkipReason::erased) {
            is_true = is_true || person.ever.contains(SkipReason::deleted);
        }
        // That is judged where calls are made.
        if (reason == SkipReason::hours || reason == SkipReason::limit) is_true = true;
        if (!is_true) blame("it was skipped without a reason: " + name);
    }

    Chance chance_;
    SimulatedClock clock_;
    const SealingKey& key_;
    std::unique_ptr<database::Database> database_;
    std::unique_ptr<Dialler> dialler_;
    accounts::Account account_{.name = "Account"};
    Troubles troubles_;
    Oracle oracle_;
    std::multimap<Time, std::function<void()>> events_;  ///< by the time that has passed
    Time next_tick_{};
    Time next_judgement_{};
    std::int64_t phones_ = 0;
    int depth_ = 0;
    bool must_stop_ = false;
};

}  // namespace rollcall::campaigns::simulation
