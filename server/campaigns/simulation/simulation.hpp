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

    template <class Function>
    auto write(Function function) {
        return database_->write(function);
    }

    // What there is:

    void make_everything();
    void make_account();
    void know_account();
    CompanyId company_id(int company) const;
    AgentId agent_id(int agent) const;
    ConnectionId connection() const;
    void make_companies();
    std::string make_phone(int area);
    contacts::Contact row_of(const Person& person);
    void make_person(int company);
    void make_campaign(int number);
    /// As the worker that inserts the audience does it.
    void launch(std::size_t number);
    void begin(Transaction& tx, Campaign& campaign);

    // What changes:

    void after(milliseconds duration, std::function<void()> function);
    /// Notes what is a reason not to call somebody now.
    void note_reasons();
    void schedule_changes();
    void change_something();
    void change_person(Person& person, const std::function<void()>& change);
    static contacts::Contact stored(Transaction& tx, const contacts::Contact& contact);
    void change_phone(Person& person);
    void delete_person(Person& person);
    void erase(const std::string& phone);
    void add_to_list(const std::string& phone, std::optional<int> company);
    void change_account();
    void store_account();
    void switch_crm(milliseconds duration);
    void move_agent(int agent, milliseconds duration);
    void set_company(int agent, int company);
    void remove_key(milliseconds duration);
    void set_key(const std::optional<std::string>& sealed);
    void pause(SimulatedCampaign& simulated);
    void cancel(SimulatedCampaign& simulated);
    void resume_paused(double probability);
    void change_campaign(SimulatedCampaign& simulated);
    /// The machine sleeps, or its clock is set back.
    void suspend_or_set_back();

    // What runs:

    void start_program();
    void run_until(
        Time end, const std::function<bool()>& is_over = [] { return false; });
    /// One step of what goes on at the same time. False where there is nothing to do now.
    bool take_step();
    bool has_open_attempts();
    void wait_for_next(Time end);
    /// What other threads do while one waits for the platform.
    void others_go_on();

    // What the platform does:

    connectors::PlacedCall place_call(const connectors::CallRoute& route, const connectors::CallOrder& order) override;
    connectors::PlacedCall go_wrong(connectors::PlacedCall::Result result, const connectors::CallOrder& order,
                                    std::size_t campaign, std::size_t person);
    TrueCall& add_call(const connectors::CallOrder& order, std::size_t campaign, std::size_t person, bool is_real);
    connectors::CallLookup find_placed_call(const connectors::CallRoute&, const connectors::CallOrder& order) override;

    // What the platform reports:

    struct Report {
        int call = 0;
        calls::CallStatus status = calls::CallStatus::ongoing;
        std::optional<calls::DialOutcome> outcome;
        bool is_successful = false;
        bool asks_to_stop = false;
        bool names_attempt = true;
    };

    calls::DialOutcome any_outcome();
    void schedule_reports(const TrueCall& call);
    void deliver(const Report& report);

    // How it ends:

    void end_all_trouble();
    bool is_everything_over();
    void judge_end();
    void judge_end_of(Transaction& tx, const SimulatedCampaign& simulated);
    void judge_attempt(const SimulatedCampaign& simulated, const Attempt& attempt, AttemptCounts& counts);
    /// Nobody is left out without a reason.
    void judge_skipped(const SimulatedCampaign& simulated, const Attempt& attempt,
                       const std::function<void(const std::string&)>& blame);

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
