#include "usage/usage.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "companies/rate_store.hpp"
#include "database/testing_backends.hpp"

namespace rollcall::usage {
namespace {

using database::Transaction;
using std::chrono::days;

constexpr Day first = std::chrono::year(2026) / 3 / 1;
constexpr auto rule = accounts::RoundingRule::per_second;

class UsagePrices : public database::testing::OnEachBackend {
protected:
    UsagePrices() {
        database->write([&](Transaction& tx) {
            EXPECT_TRUE(
                accounts::insert_account_row(tx, {.name = "Harbour Voices", .rounding_rule = rule}, clock.now()));
        });
        for (const auto* company : {"east", "north", "south", "west"}) add_company(company);
        add_rate("east", first, 10'000, "EUR");
        add_rate("north", first, 10'000, "EUR");
        add_rate("north", first + days(1), 20'000, "EUR");
        add_rate("south", first + days(1), 30'000, "USD");
    }

    /// With an agent of the same name.
    void add_company(const std::string& name) {
        database->write([&](Transaction& tx) {
            tx.execute(
                "INSERT INTO companies (id, name, name_caseless, name_folded, created_at) VALUES ($1, $1, $1, $1, 0)",
                name);
            tx.execute(
                "INSERT INTO agents (id, company_id, name, name_caseless, name_folded, created_at, updated_at) "
                "VALUES ($1, $1, $1, $1, $1, 0, 0)",
                name);
        });
    }

    void add_rate(const std::string& company, Day from, companies::RatePrice price, const std::string& currency) {
        database->write([&](Transaction& tx) {
            EXPECT_TRUE(companies::insert_rate_row(tx, {.id = RateId::make(clock.now()),
                                                        .company_id = CompanyId(company),
                                                        .from_day = from,
                                                        .price = price,
                                                        .currency = currency,
                                                        .created_at = clock.now()}));
        });
    }

    void add_calls(const std::string& agent, Day day, std::int64_t calls, std::int64_t seconds) {
        database->write([&](Transaction& tx) {
            calls::upsert_agent_day_row(tx, AgentId(agent), day, {.calls = calls, .seconds = seconds});
        });
    }

    static UsageFilter filter_by(GroupBy by) { return {.from = first, .to = first + days(2), .by = by}; }

    /// "2026-03-01: 3 calls, 2 EUR at 1800000", in 1/600,000 of the currency's unit.
    std::vector<std::string> usage_by(GroupBy by) {
        std::vector<std::string> lines;
        for (const auto& line : get_usage({*database, clock, administrator}, filter_by(by)).lines) {
            auto text = line.day        ? format_day(*line.day)
                        : line.agent_id ? *line.agent_id
                                        : line.company_id.value_or("");
            text += fmt::format(": {} calls", line.sums.sums.calls);
            for (const auto& price : line.sums.prices)
                text += fmt::format(", {} {} at {}", price.calls, price.currency, price.price);
            lines.push_back(text);
        }
        return lines;
    }

    std::vector<PricedLine> priced_lines(GroupBy by) {
        return database->read(
            [&](Transaction& tx) { return list_priced_lines(tx, administrator, filter_by(by), rule, clock.now()); });
    }

    const access::Caller administrator{.role = access::Role::administrator, .permissions = access::Permissions::all()};
    std::unique_ptr<database::Database> database = empty.open(clock);
};

ROLLCALL_ON_BOTH_BACKENDS(UsagePrices);

using Lines = std::vector<std::string>;

}  // namespace

TEST_P(UsagePrices, by_day_have_the_rates_of_that_day_in_each_currency) {
    for (const auto* agent : {"east", "north", "south", "west"}) {
        add_calls(agent, first, 1, 60);
        add_calls(agent, first + days(2), 2, 100);
    }
    EXPECT_EQ(usage_by(GroupBy::day), (Lines{"2026-03-01: 4 calls, 2 EUR at 1200000",
                                             "2026-03-03: 8 calls, 4 EUR at 3000000, 2 USD at 3000000"}));
}

TEST_P(UsagePrices, by_day_are_a_row_for_each_currency_however_many_companies_there_are) {
    for (int number = 0; number < 30; ++number) {
        const auto name = fmt::format("company {}", number);
        add_company(name);
        add_rate(name, first - days(5), 10'000, "EUR");
        add_calls(name, first, 1, 60);
    }
    add_calls("south", first + days(1), 1, 60);
    EXPECT_EQ(priced_lines(GroupBy::day).size(), 2U);
    EXPECT_EQ(usage_by(GroupBy::day),
              (Lines{"2026-03-01: 30 calls, 30 EUR at 18000000", "2026-03-02: 1 calls, 1 USD at 1800000"}));
}

TEST_P(UsagePrices, are_not_those_of_days_whose_calls_are_gone) {
    add_calls("south", first, 1, 60);
    for (const auto* agent : {"north", "south"}) {
        add_calls(agent, first + days(1), 1, 60);
        add_calls(agent, first + days(1), -1, -60);
    }
    for (const auto by : {GroupBy::day, GroupBy::agent, GroupBy::company}) EXPECT_TRUE(priced_lines(by).empty());
    for (const auto by : {GroupBy::agent, GroupBy::company}) EXPECT_EQ(usage_by(by), (Lines{"south: 1 calls"}));
    for (const auto by : {GroupBy::day, GroupBy::day_and_company})
        EXPECT_EQ(usage_by(by), (Lines{"2026-03-01: 1 calls"}));
}

}  // namespace rollcall::usage
