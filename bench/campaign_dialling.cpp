// What the next 100 calls of 100 active campaigns cost with 1,000,000 due contacts, against 10,000: choosing, judging
// and claiming them, and storing the answers of a platform that answers at once. Prints one JSON array of results as
// bench.mjs takes them. usage: rollcall_bench_campaign_dialling <empty folder> [number of contacts]
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/dialler.hpp"
#include "database/open_database.hpp"

using namespace rollcall;
using campaigns::Campaign;
using database::Transaction;

namespace {

constexpr int small = 10'000;
constexpr int number_of_campaigns = 100;
constexpr int contacts_at_once = 1'000;
constexpr int rounds = 21;

class SetClock final : public Clock {
public:
    Time now() const override { return time; }
    Time time = *time_from_rfc3339("2026-11-30T09:00:00Z");
};

/// Takes every call, which has ended when the next one is wanted.
class Platform final : public connectors::CallPlacer {
public:
    connectors::PlacedCall place_call(const connectors::CallRoute&, const connectors::CallOrder& order) override {
        placed.push_back(order.attempt);
        return {.result = connectors::PlacedCall::Result::placed, .external_call_id = order.attempt.text()};
    }
    connectors::CallLookup find_placed_call(const connectors::CallRoute&, const connectors::CallOrder&) override {
        return {};
    }
    std::vector<AttemptId> placed;
};

constexpr auto insert_contacts = R"(
    WITH RECURSIVE rows(n) AS (SELECT CAST($1 AS INTEGER) UNION ALL SELECT n + 1 FROM rows WHERE n + 1 < $1 + $2)
    INSERT INTO contacts (id, company_id, name, name_folded, phone, do_not_call, consent_purpose, consent_source, consent_at,
                          created_at, updated_at)
    SELECT 'contact-' || n, 'company', 'Contact', 'contact', '+4930' || (10000000 + n), 0, 'News', 'Form', 1, 1, 1 FROM rows)";
constexpr auto insert_attempts = R"(
    WITH RECURSIVE rows(n) AS (SELECT CAST($1 AS INTEGER) UNION ALL SELECT n + 1 FROM rows WHERE n + 1 < $1 + $2)
    INSERT INTO attempts (id, campaign_id, contact_id, number, phone, state, due_at, changed_at)
    SELECT 'attempt-' || (n * 7919 % $4), $3, 'contact-' || n, 1, '+4930' || (10000000 + n), 'planned', 1000 + n, 1
    FROM rows)";

struct Account {
    Account(const std::string& file, int contacts, const SealingKey& sealing)
        : database(database::open_sqlite(file, clock)),
          key(sealing),
          dialler({.database = *database, .clock = clock, .key = key, .placer = platform}) {
        database->write([&](Transaction& tx) { begin(tx); });
        const int of_campaign = contacts / number_of_campaigns;
        for (int number = 0; number < number_of_campaigns; ++number) {
            add_campaign(number);
            for (int first = 0; first < of_campaign; first += contacts_at_once) {
                add_contacts(number, number * of_campaign + first, std::min(contacts_at_once, of_campaign - first),
                             contacts);
            }
        }
    }

    void begin(Transaction& tx) {
        if (!accounts::insert_account_row(tx, {.name = "Account"}, clock.now()))
            throw std::runtime_error("It is filled.");
        tx.execute(R"(INSERT INTO connections (id, platform, name, name_caseless, name_folded, created_at, key_sealed,
                                               secret_sealed)
                      VALUES ('connection', 'vapi', 'Vapi', 'vapi', 'vapi', 0, $1, $2))",
                   key.seal("key"), key.seal("secret"));
        tx.execute(R"(INSERT INTO companies (id, name, name_caseless, name_folded, country, created_at)
                      VALUES ('company', 'North', 'north', 'north', 'DE', 0))");
        tx.execute(R"(INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at)
                      VALUES ('agent', 'company', 'Reception', 'reception', 'reception', 0, 0))");
        tx.execute(
            "INSERT INTO agent_external_ids (connection_id, external_id, agent_id) VALUES ('connection', 'x', "
            "'agent')");
    }

    static CampaignId campaign_id(int number) { return CampaignId(fmt::format("campaign-{:03}", number)); }

    void add_campaign(int number) {
        Campaign campaign{.id = campaign_id(number),
                          .company_id = CompanyId(std::string("company")),
                          .agent_id = AgentId(std::string("agent")),
                          .name = fmt::format("Campaign {}", number),
                          .state = campaigns::CampaignState::active,
                          .connection_id = ConnectionId(std::string("connection")),
                          .from_number_id = "number",
                          .days = 0b111'1111,
                          .hours_from = 9 * 60,
                          .hours_to = 18 * 60,
                          .calls_per_hour = 60,
                          .at_once = 10,
                          .attempts = 3,
                          .retry_minutes = "[60]",
                          .variables = "{}",
                          .audience_state = campaigns::AudienceState::complete,
                          .look_at = clock.now()};
        database->write([&](Transaction& tx) { insert_campaign_row(tx, campaign); });
    }

    void add_contacts(int campaign, int first, int count, int all) {
        database->write([&](Transaction& tx) {
            tx.execute(insert_contacts, first, count);
            tx.execute(insert_attempts, first, count, campaign_id(campaign), all);
            tx.execute(R"(INSERT INTO attempt_counts (campaign_id, kind, count) VALUES ($1, 'planned', $2)
                          ON CONFLICT (campaign_id, kind) DO UPDATE SET count = attempt_counts.count + excluded.count)",
                       campaign_id(campaign), count);
        });
    }

    /// Makes one call of each campaign, and returns the milliseconds of processor time that it took.
    double dial() {
        platform.placed.clear();
        const auto begin = std::clock();
        while (dialler.dial_next()) {
        }
        const auto took = 1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        if (platform.placed.size() != number_of_campaigns) throw std::runtime_error("It has not made 100 calls.");
        end_calls();
        clock.time += std::chrono::minutes(1);
        return took;
    }

    void end_calls() {
        database->write([&](Transaction& tx) {
            for (const auto& attempt : platform.placed) {
                campaigns::close_reported_attempt(tx,
                                                  {.id = CallId(attempt.text()),
                                                   .attempt_id = attempt,
                                                   .connection_id = ConnectionId(std::string("connection")),
                                                   .external_call_id = attempt.text(),
                                                   .status = calls::CallStatus::ended,
                                                   .dial_outcome = calls::DialOutcome::answered},
                                                  clock.now());
            }
        });
    }

    SetClock clock;
    std::unique_ptr<database::Database> database;
    const SealingKey& key;
    Platform platform;
    campaigns::Dialler dialler;
};

double median(std::vector<double> times) {
    std::ranges::nth_element(times, times.begin() + std::ssize(times) / 2);
    return times[times.size() / 2];
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count < 2) {
        fmt::print(stderr, "usage: rollcall_bench_campaign_dialling <empty folder> [number of contacts]\n");
        return 1;
    }
    spdlog::set_level(spdlog::level::warn);  // what is not worth a warning would stand among the results
    const std::string folder = arguments[1];
    const int large = argument_count > 2 ? std::stoi(arguments[2]) : 1'000'000;
    const auto key = SealingKey::load_or_create(folder + "/key");
    Account few(folder + "/few.db", small, key);
    Account many(folder + "/many.db", large, key);
    std::vector<double> measured;
    std::vector<double> reference;
    for (int round = 0; round < rounds; ++round) {
        reference.push_back(few.dial());
        measured.push_back(many.dial());
    }
    const auto ratio = median(reference) / median(measured);
    fmt::print(
        R"([{{"what":"the next 100 calls of 100 campaigns, {} due contacts","measured":"{:.1f} ms","reference":"of 10,000: {:.1f} ms","ratio":{:.2f},"target":0.33}}])"
        "\n",
        large, median(measured), median(reference), ratio);
}
