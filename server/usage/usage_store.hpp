#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "core/time_zone.hpp"
#include "database/database.hpp"

namespace rollcall::usage {

/// What each line sums up: the calls of one day, agent or company.
enum class By { day, agent, company, day_and_company };
BOOST_DESCRIBE_ENUM(By, day, agent, company, day_and_company)

struct UsageFilter {
    Day from;  ///< of the account's calendar, like `to`
    Day to;    ///< the last day, included
    By by = By::day;
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

struct UsageLine : UsageKeys {
    calls::CallSums sums;
};
BOOST_DESCRIBE_STRUCT(UsageLine, (UsageKeys), (sums))

/// The sums of the agents on which the caller has `view_billable_minutes`: for administrators of all. Read from the
/// sums of agents and days, not from calls. Ordered by day, then by name.
std::vector<UsageLine> list_usage_lines(database::Transaction& tx, const access::Caller& caller,
                                        const UsageFilter& filter, Time now);

}  // namespace rollcall::usage
