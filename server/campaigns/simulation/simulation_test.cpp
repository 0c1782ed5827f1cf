#include "campaigns/simulation/simulated_platform_test.hpp"

#include <gtest/gtest.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "core/temporary_folder.hpp"
#include "database/open_database.hpp"

namespace rollcall::campaigns::simulation {
namespace {

/// Weeks of campaigns: the dialler with a real database, a platform that does what platforms do at their worst, and an
/// oracle that knows what is true. All of it is decided by the seed.
class Simulation final : private SimulatedPlatform {
public:
    Simulation(std::uint64_t seed, const std::string& file, const SealingKey& key)
        : SimulatedPlatform(seed, file, key) {}

    /// What was wrong, if anything was.
    std::optional<std::string> run() {
        make_everything();
        schedule_changes();
        clock_.delay = [this] {
            using std::chrono::seconds;
            return chance_.happens(troubles_.of_delays) ? chance_.duration(seconds(0), seconds(70))
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
    void start_program();
    void run_until(
        Time end, const std::function<bool()>& is_over = [] { return false; });
    /// One step of what goes on at the same time. False where there is nothing to do now.
    bool take_step();
    bool has_open_attempts();
    void wait_for_next(Time end);
    void others_go_on() override;

    void end_all_trouble();
    bool is_everything_over();
    void judge_end();
    void judge_end_of(Transaction& tx, const SimulatedCampaign& simulated);
    void judge_attempt(const SimulatedCampaign& simulated, const Attempt& attempt, std::span<const Attempt> all,
                       AttemptCounts& counts);
    /// Nobody is left out without a reason.
    void judge_skipped(const SimulatedCampaign& simulated, const Attempt& attempt,
                       const std::function<void(const std::string&)>& blame);
};

void Simulation::start_program() {
    dialler_ = std::make_unique<Dialler>(
        DiallerContext{.database = *database_, .clock = clock_, .key = key_, .placer = *this, .threads = 4});
}

void Simulation::run_until(Time end, const std::function<bool()>& is_over) {
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

bool Simulation::take_step() {
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

bool Simulation::has_open_attempts() {
    return database_->read_statement([](Transaction& tx) {
        return tx
            .first("SELECT 1 FROM attempts WHERE state IN ('claimed', 'sent', 'talking') LIMIT 1",
                   [](const database::Row&) { return true; })
            .has_value();
    });
}

void Simulation::wait_for_next(Time end) {
    auto until = std::min(end, next_tick_);
    if (!events_.empty()) until = std::min(until, events_.begin()->first);
    if (const auto next = dialler_->next_look()) {
        until = std::min(until, clock_.passed() + std::max<milliseconds>(*next - clock_.shown(), seconds(1)));
    }
    clock_.advance(std::max<milliseconds>(until - clock_.passed(), milliseconds(1)));
}

void Simulation::others_go_on() {
    if (depth_ > deepest) return;
    ++depth_;
    const auto steps = chance_.between(0, 3);
    for (int step = 0; step < steps; ++step) {
        clock_.advance(chance_.duration(milliseconds(0), seconds(10)));
        take_step();
    }
    --depth_;
}

void Simulation::end_all_trouble() {
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

bool Simulation::is_everything_over() {
    if (clock_.passed() < next_judgement_) return false;
    next_judgement_ = clock_.passed() + hours(12);
    if (has_open_attempts()) return false;  // a campaign may be cancelled while somebody is talking
    return database_->read_statement([](Transaction& tx) {
        return !tx.first("SELECT 1 FROM campaigns WHERE state NOT IN ('completed', 'cancelled')",
                         [](const database::Row&) { return true; })
                    .has_value();
    });
}

void Simulation::judge_end() {
    if (oracle_.violation) return;
    database_->read([&](Transaction& tx) {
        for (const auto& simulated : oracle_.campaigns) judge_end_of(tx, simulated);
    });
}

void Simulation::judge_end_of(Transaction& tx, const SimulatedCampaign& simulated) {
    const auto campaign = *find_campaign_row(tx, simulated.campaign.id);
    const auto blame = [&](const std::string& what) { oracle_.blame(fmt::format("{}: {}", campaign.id.text(), what)); };
    if (campaign.state != CampaignState::completed && campaign.state != CampaignState::cancelled) {
        const auto now = clock_.shown();
        const auto waiting = describe_waiting(campaign, read_waiting_later(tx, campaign, now), now);
        blame(fmt::format("it is still {}, and waits for {}", enum_name(campaign.state),
                          waiting ? enum_name(waiting->reason) : "nothing"));
    }
    if ((campaign.state == CampaignState::cancelled) != simulated.is_cancelled) blame("it was not cancelled");
    if (campaign.audience_state != AudienceState::complete)
        blame("it has ended before all its calls were planned again");
    AttemptCounts counts;
    std::set<ContactId> seen;
    static const auto select =
        "SELECT " + database::columns_of<Attempt>("a") + " FROM attempts a WHERE a.campaign_id = $1";
    const auto attempts = tx.all(select, database::read_row<Attempt>, campaign.id);
    for (const auto& attempt : attempts) {
        seen.insert(attempt.contact_id);
        judge_attempt(simulated, attempt, attempts, counts);
    }
    if (seen.size() != simulated.people.size()) blame("it has forgotten contacts");
    if (counts != list_attempt_counts(tx, campaign.id)) blame("the counts are not those of the attempts");
}

void Simulation::judge_attempt(const SimulatedCampaign& simulated, const Attempt& attempt, std::span<const Attempt> all,
                               AttemptCounts& counts) {
    const auto blame = [&](const std::string& what) {
        oracle_.blame(fmt::format("{}, {}, {}: {}", simulated.campaign.id.text(), attempt.contact_id.text(),
                                  attempt.number, what));
    };
    std::string kind(enum_name(attempt.state));
    const bool has_later = std::ranges::any_of(all, [&](const Attempt& other) {
        return other.contact_id == attempt.contact_id && other.number > attempt.number;
    });
    const bool was_called = std::ranges::any_of(all, [&](const Attempt& other) {
        return other.contact_id == attempt.contact_id && other.number < attempt.number &&
               (other.state == AttemptState::done || other.state == AttemptState::failed);
    });
    switch (attempt.state) {
        case AttemptState::skipped:
            kind += "/" + attempt.reason.value_or("nothing");
            if (was_called) kind = skipped_after_call;
            if (has_later) kind = skipped_retried;
            judge_skipped(simulated, attempt, blame);
            break;
        case AttemptState::done:
            kind += fmt::format("/{}", enum_name(attempt.outcome.value()));
            if (attempt.reason == not_successful) ++counts[std::string(not_successful)];
            break;
        case AttemptState::unknown:
            if (has_later) kind = unknown_retried;
            break;
        case AttemptState::failed:
            break;
        default:
            blame("it is still " + kind);
    }
    ++counts[kind];
    if (attempt.number > 1) ++counts[std::string(retries)];
}

void Simulation::judge_skipped(const SimulatedCampaign& simulated, const Attempt& attempt,
                               const std::function<void(const std::string&)>& blame) {
    const auto name = attempt.reason.value().substr(0, attempt.reason->find('/'));
    const auto reason = enum_value<SkipReason>(name);
    const auto& person = oracle_.people[*oracle_.find_person(attempt.contact_id)];
    bool is_true = person.ever.contains(reason);
    if (reason == SkipReason::cancelled) is_true = simulated.is_cancelled;
    // Of a number that the contact had before.
    if (reason == SkipReason::duplicate || reason == SkipReason::erased) {
        is_true = is_true || person.ever.contains(SkipReason::deleted);
    }
    if (reason == SkipReason::hours) is_true = true;  // that is judged where calls are made
    // After the launch it waits for the next day.
    if (reason == SkipReason::limit) is_true = simulated.limited_at_launch.contains(attempt.contact_id);
    if (!is_true) blame("it was skipped without a reason: " + name);
}

constexpr std::uint64_t runs_by_default = 1'000;
constexpr std::uint64_t first_seed_by_default = 1;

std::uint64_t number_in_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing runs yet
    return text ? std::stoull(text) : otherwise;
}

/// In memory where that is possible: each simulation writes hundreds of times.
std::filesystem::path fast_folder() {
    const std::filesystem::path memory("/dev/shm");
    return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

}  // namespace

// ROLLCALL_SIMULATIONS: how many. ROLLCALL_SIMULATION_SEED: of the first one; the others follow it.
TEST(Campaigns, call_nobody_who_may_not_be_called_whatever_happens) {
    const auto runs = number_in_environment("ROLLCALL_SIMULATIONS", runs_by_default);
    const auto first = number_in_environment("ROLLCALL_SIMULATION_SEED", first_seed_by_default);
    const TemporaryFolder folder(fast_folder());
    const auto key = SealingKey::load_or_create(folder.file("key"));
    const auto empty = folder.file("empty.db");
    database::open_sqlite(empty, SystemClock());
    const auto file = folder.file("rollcall.db");
    std::size_t calls = 0;
    spdlog::set_level(spdlog::level::err);
    for (auto seed = first; seed < first + runs; ++seed) {
        std::filesystem::copy_file(empty, file, std::filesystem::copy_options::overwrite_existing);
        Simulation simulation(seed, file, key);
        if (const auto violation = simulation.run()) ADD_FAILURE() << "seed " << seed << ": " << *violation;
        if (HasFailure()) break;
        calls += simulation.count_calls();
    }
    spdlog::set_level(spdlog::level::info);
    RecordProperty("calls", std::to_string(calls));

    EXPECT_GT(calls, runs);
}

}  // namespace rollcall::campaigns::simulation
