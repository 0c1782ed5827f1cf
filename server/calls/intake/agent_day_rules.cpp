#include "calls/intake/agent_day_rules.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "accounts/account_store.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "calls/intake/intake_limits.hpp"

namespace rollcall::calls {

namespace {

using database::Transaction;

// A running program keeps its rules, so there is nothing to do until it starts again.
constexpr std::chrono::milliseconds rules_pause = std::chrono::days(1);

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

}  // namespace

int adopt_time_zone_rules(database::Database& database, const std::string& installed, const std::stop_token& stop) {
    const auto known = database.read(find_agent_day_rules);
    if (installed.empty() || installed == known) return 0;
    int writes = 0;
    if (installed > known) {
        for (const auto& agent : database.read(list_summed_agents)) writes += recompute_agent(database, agent, stop);
        if (stop.stop_requested()) return writes;
        spdlog::info("The days of usage follow the time zones of {}", installed);
    }
    database.write([&](Transaction& tx) { upsert_agent_day_rules(tx, installed); });
    return writes + 1;
}

jobs::PeriodicWork time_zone_rules_work(database::Database& database) {
    return {.name = "Summing usage by new rules of time zones",
            .run =
                [&database](const std::stop_token& stop) {
                    static const auto installed = read_time_zone_rules_version();
                    adopt_time_zone_rules(database, installed, stop);
                },
            .pause = rules_pause,
            .claim = jobs::claim_in(database)};
}

}  // namespace rollcall::calls
