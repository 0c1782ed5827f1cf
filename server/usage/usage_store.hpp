#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "accounts/account_store.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "calls/pricing.hpp"
#include "core/time_zone.hpp"
#include "database/database.hpp"

namespace rollcall::usage {

/// What each line sums up: the calls of one day, agent or company.
enum class GroupBy { day, agent, company, day_and_company };
BOOST_DESCRIBE_ENUM(GroupBy, day, agent, company, day_and_company)

struct UsageFilter {
    Day from;  ///< of the account's calendar, like `to`
    Day to;    ///< the last day, included
    GroupBy by = GroupBy::day;
    std::optional<AgentId> agent;
    std::optional<CompanyId> company;
};

/// The day, agent or company of a line; what the sums are not by is empty. An agent comes with its company.
struct UsageKeys {
    std::optional<Day> day;
    std::optional<std::string> agent_id;
    std::optional<std::string> agent_name;
    std::optional<std::string> company_id;
    std::optional<std::string> company_name;
};
BOOST_DESCRIBE_STRUCT(UsageKeys, (), (day, agent_id, agent_name, company_id, company_name))

/// Those calls of a line that have a rate in one currency.
struct PricedSums {
    std::string currency;
    std::int64_t calls = 0;
    calls::PriceSum price = 0;
    calls::Cost cost = 0;           ///< of those of these calls whose cost was reported
    std::int64_t costed_calls = 0;  ///< how many those are

    PricedSums& operator+=(const PricedSums& other);
};
BOOST_DESCRIBE_STRUCT(PricedSums, (), (currency, calls, price, cost, costed_calls))

struct UsageSums {
    calls::CallSums sums;
    std::vector<PricedSums> prices;  ///< one for each currency, ordered by it

    void add_price(const PricedSums& price);
    UsageSums& operator+=(const UsageSums& other);
};

struct UsageLine : UsageKeys {
    UsageSums sums;
};

/// The sums of the agents on which the caller has `view_billable_minutes`: for administrators of all. Read from the
/// sums of agents and days, not from calls. Without prices. Ordered by day, then by name.
std::vector<UsageLine> list_usage_lines(database::Transaction& tx, const access::Caller& caller,
                                        const UsageFilter& filter, Time now);

/// The priced calls of one day, agent or company in one currency.
struct PricedLine {
    std::optional<Day> day;
    std::optional<std::string> id;  ///< of the agent or company
    PricedSums sums;
};
BOOST_DESCRIBE_STRUCT(PricedLine, (), (day, id, sums))

/// The same sums by day, agent or company, of the calls that have a rate: that of the company that the agent belongs to
/// now. One line for each currency, or for each rate.
std::vector<PricedLine> list_priced_lines(database::Transaction& tx, const access::Caller& caller,
                                          const UsageFilter& filter, accounts::RoundingRule rule, Time now);

}  // namespace rollcall::usage
