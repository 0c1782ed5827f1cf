// What a year of usage costs in the database layer, summed up in each way that can be asked for, in what
// rollcall_bench_seed_calls has made: without rates, and by day and agent with three rates for each company, which are
// deleted again. Prints one JSON array of results as bench.mjs takes them.
// usage: rollcall_bench_usage <data folder, or address of its copy on PostgreSQL>
#include "usage/usage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "companies/rate_store.hpp"
#include "database/open_database.hpp"
#include "seeded_calls.hpp"

using namespace rollcall;

namespace {

constexpr bench::Limits limits = {.median = 100, .worst = 100};
// The newest calls are of 18 November 2026.
constexpr Day last_day = std::chrono::year(2026) / 11 / 18;

/// Of both currencies, from before the year and from two days in it.
void add_rates(database::Database& database, const Clock& clock) {
    database.write([&](database::Transaction& tx) {
        const auto companies = tx.all("SELECT id FROM companies ORDER BY id",
                                      [](const database::Row& row) { return row.id<CompanyId>(0); });
        bool in_dollars = false;
        for (const auto& company : companies) {
            in_dollars = !in_dollars;
            for (const auto days : {400, 240, 120}) {
                const companies::Rate rate{.id = RateId::make(clock.now()),
                                           .company_id = company,
                                           .from_day = last_day - std::chrono::days(days),
                                           .price = 1'200,
                                           .currency = in_dollars ? "USD" : "EUR",
                                           .created_at = clock.now()};
                if (!companies::insert_rate_row(tx, rate)) throw std::runtime_error("The data has rates already.");
            }
        }
    });
}

void delete_rates(database::Database& database) {
    database.write([](database::Transaction& tx) { tx.execute("DELETE FROM company_rates"); });
}

std::string year_by(database::Database& database, const Clock& clock, usage::GroupBy by, const std::string& what) {
    bench::Group group("usage of a year by " + what, limits);
    for (const auto& somebody : bench::everybody(database)) {
        auto caller = somebody.caller;
        caller.permissions = access::Permissions().with(access::Permission::view_billable_minutes, true);
        group.measure(somebody.name, [&] {
            return usage::get_usage({database, clock, caller},
                                    {.from = last_day - std::chrono::days(364), .to = last_day, .by = by});
        });
    }
    return group.results();
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        fmt::print(stderr, "usage: rollcall_bench_usage <data folder, or address of its copy on PostgreSQL>\n");
        return 1;
    }
    spdlog::set_level(spdlog::level::warn);  // what is not worth a warning would stand among the results
    const SystemClock clock;
    const std::string place = arguments[1];
    const auto database = place.starts_with("postgres://") ? database::open_postgres(place, clock)
                                                           : database::open_sqlite(place + "/rollcall.db", clock);
    std::vector<std::string> results{
        year_by(*database, clock, usage::GroupBy::day, "day"),
        year_by(*database, clock, usage::GroupBy::agent, "agent"),
        year_by(*database, clock, usage::GroupBy::company, "company"),
        year_by(*database, clock, usage::GroupBy::day_and_company, "day and company"),
    };
    add_rates(*database, clock);
    results.push_back(year_by(*database, clock, usage::GroupBy::day, "day, with rates"));
    results.push_back(year_by(*database, clock, usage::GroupBy::agent, "agent, with rates"));
    delete_rates(*database);
    fmt::print("[{}]\n", fmt::join(results, ",\n"));
}
