#include "usage/usage.hpp"

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "access/decision.hpp"
#include "calls/intake/agent_day_rules.hpp"
#include "companies/rate_table.hpp"

namespace rollcall::usage {

namespace {

using accounts::RoundingRule;
using database::Transaction;

/// The rates of the companies of these lines.
companies::RateTable read_rates(Transaction& tx, const std::vector<UsageLine>& lines) {
    std::set<CompanyId> found;
    for (const auto& line : lines) found.insert(CompanyId(*line.company_id));
    const std::vector<CompanyId> companies(found.begin(), found.end());
    return companies::RateTable(companies::list_rates_of_companies(tx, companies));
}

/// Adds the prices of lines by day and company, all calls of which have the same rate.
void add_prices_by_day(std::vector<UsageLine>& lines, const companies::RateTable& rates, RoundingRule rule) {
    for (auto& line : lines) {
        const auto* rate = rates.find(CompanyId(*line.company_id), *line.day);
        if (rate == nullptr) continue;
        const auto sums = line.sums.sums;
        line.sums.add_price({.currency = rate->currency,
                             .calls = sums.calls,
                             .price = choose_billable_seconds(sums, rule) * rate->price,
                             .cost = sums.cost,
                             .costed_calls = sums.costed_calls});
    }
}

/// Lines by day and company, to which the rates are applied here.
std::vector<UsageLine> list_priced_days_and_companies(Transaction& tx, const access::Caller& caller,
                                                      const UsageFilter& filter, RoundingRule rule, Time now) {
    auto lines = list_usage_lines(tx, caller, filter, now);
    add_prices_by_day(lines, read_rates(tx, lines), rule);
    return lines;
}

/// The day, agent or company of a line.
using LineKey = std::pair<std::optional<Day>, std::optional<std::string>>;

LineKey key_of(const UsageLine& line, GroupBy by) {
    if (by == GroupBy::day) return {line.day, std::nullopt};
    return {std::nullopt, by == GroupBy::agent ? line.agent_id : line.company_id};
}

/// Lines by day, agent or company. The database applies the rates too, so that only these lines are in memory.
std::vector<UsageLine> list_lines_with_prices(Transaction& tx, const access::Caller& caller, const UsageFilter& filter,
                                              RoundingRule rule, Time now) {
    auto lines = list_usage_lines(tx, caller, filter, now);
    std::map<LineKey, UsageSums*> by_key;
    for (auto& line : lines) by_key[key_of(line, filter.by)] = &line.sums;
    for (const auto& priced : list_priced_lines(tx, caller, filter, rule, now)) {
        const auto line = by_key.find({priced.day, priced.id});
        if (line != by_key.end()) line->second->add_price(priced.sums);  // without calls there is no line
    }
    return lines;
}

std::vector<UsageLine> list_lines(Transaction& tx, const access::Caller& caller, const UsageFilter& filter,
                                  RoundingRule rule, Time now) {
    if (!companies::has_rates(tx)) return list_usage_lines(tx, caller, filter, now);
    if (filter.by == GroupBy::day_and_company) return list_priced_days_and_companies(tx, caller, filter, rule, now);
    return list_lines_with_prices(tx, caller, filter, rule, now);
}

}  // namespace

Usage get_usage(const access::Context& context, const UsageFilter& filter) {
    // The lines are those of agents in scope, so only the permission is left to be checked.
    const auto& caller = context.caller;
    access::require(caller, access::Action::view_usage, access::rights_in_scope(caller));
    return context.read([&](Transaction& tx) {
        auto account = accounts::get_account(tx);
        auto lines = list_lines(tx, caller, filter, account.rounding_rule, context.now());
        return Usage{std::move(account), std::move(lines), calls::are_days_of_two_time_zones(tx)};
    });
}

std::int64_t choose_billable_seconds(const calls::CallSums& sums, RoundingRule rule) {
    switch (rule) {
        case RoundingRule::per_second:
            return sums.seconds;
        case RoundingRule::per_6_seconds:
            return sums.seconds_by_6;
        case RoundingRule::per_minute:
            return sums.seconds_by_60;
    }
    throw std::logic_error("a rounding rule without sums");
}

}  // namespace rollcall::usage
