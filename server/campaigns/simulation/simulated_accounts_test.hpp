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
#include "contacts/contacts_of_number_store.hpp"
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

/// What there is in a simulation: an account, two companies, people and campaigns; in the database and, as it is, in
/// the oracle.
class SimulatedAccounts {
protected:
    SimulatedAccounts(std::uint64_t seed, const std::string& file, const SealingKey& key)
        : chance_(seed), clock_(from_milliseconds(begin_of(seed))), key_(key) {
        database_ = database::open_sqlite(file, clock_);
    }
    ~SimulatedAccounts() = default;

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

    void after(milliseconds duration, std::function<void()> function);
    /// Notes what is a reason not to call somebody now.
    void note_reasons();

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
