#include "calls/intake/agent_day_rules.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <string_view>

#include "accounts/account_store.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "calls/intake/intake_limits.hpp"

namespace rollcall::calls {

namespace {

using database::Transaction;

// What agent_day_rules has, from the lowest to the highest: this with a number after a change of the time zone, until
// all sums are made again; this where the version of the rules is not known; their version, such as 2026a.
constexpr std::string_view other_time_zone = "0 ";
constexpr std::string_view unknown_rules = "1";

int recompute_agent(database::Database& database, const AgentId& agent, const std::stop_token& stop) {
    const auto days = database.read([&](Transaction& tx) { return find_days_of_agent(tx, agent); });
    int writes = 0;
    for (auto first = days ? days->first : Day(); days && first <= days->last; first += days_per_sum) {
        if (stop.stop_requested()) return writes;
        const auto last = std::min(first + days_per_sum - std::chrono::days(1), days->last);
        database.write([&](Transaction& tx) {
            // The account may have got another time zone since the last write.
            const Calendar calendar(accounts::get_account(tx).time_zone);
            recompute_agent_days_between(tx, calendar, agent, first, last);
        });
        ++writes;
    }
    return writes;
}

void recompute_all_agents(database::Database& database, const std::stop_token& stop, int& writes) {
    for (const auto& agent : database.read(list_summed_agents)) writes += recompute_agent(database, agent, stop);
}

/// Returns false where the time zone has changed since `known` was read.
bool replace_rules(database::Database& database, const std::string& known, const std::string& rules) {
    return database.write([&](Transaction& tx) {
        if (find_agent_day_rules(tx) != known) return false;
        upsert_agent_day_rules(tx, rules);
        return true;
    });
}

}  // namespace

void note_time_zone_change(Transaction& tx) {
    // The number differs from that of each change before, of which a worker may be computing the sums.
    upsert_agent_day_rules(tx, fmt::format("{}{}", other_time_zone, accounts::get_account(tx).version));
}

bool are_days_of_two_time_zones(Transaction& tx) { return find_agent_day_rules(tx).starts_with(other_time_zone); }

int sum_days_again(database::Database& database, const std::string& installed_rules, const std::stop_token& stop) {
    const auto rules = installed_rules.empty() ? std::string(unknown_rules) : installed_rules;
    int writes = 0;
    while (true) {
        const auto known = database.read_statement(find_agent_day_rules);
        if (known == rules) return writes;
        if (rules > known) recompute_all_agents(database, stop, writes);
        if (stop.stop_requested()) return writes;
        ++writes;
        if (replace_rules(database, known, rules) && rules > known) {
            spdlog::info("The days of usage were summed again, by the time zones of {}",
                         installed_rules.empty() ? "an unknown version" : installed_rules);
        }
    }
}

jobs::PeriodicWork day_sums_work(database::Database& database) {
    return {.name = "Summing usage again",
            .run =
                [&database](const std::stop_token& stop) {
                    static const auto installed = read_time_zone_rules_version();
                    sum_days_again(database, installed, stop);
                },
            .claim = jobs::claim_in(database)};
}

}  // namespace rollcall::calls
