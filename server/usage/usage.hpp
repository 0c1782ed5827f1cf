#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "accounts/account_store.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "core/time_zone.hpp"

namespace rollcall::usage {

/// What each line of the answer stands for.
enum class By { day, agent, company, day_and_company };
BOOST_DESCRIBE_ENUM(By, day, agent, company, day_and_company)

struct Question {
    Day from;  ///< of the account's calendar, as `to`
    Day to;    ///< the last day, included
    By by = By::day;
    std::optional<AgentId> agent;
    std::optional<CompanyId> company;
};

/// As many days may be asked for at once: three years, and a little.
inline constexpr int most_days = 1'100;

struct Named {
    std::string id;
    std::string name;
};

/// The sums of one day, agent or company; what it stands for is there, the rest is not. An agent comes with its
/// company.
struct Line {
    std::optional<Day> day;
    std::optional<Named> agent;
    std::optional<Named> company;
    calls::CallSums sums;
};

struct Usage {
    accounts::Account account;  ///< whose rounding rule and time zone hold
    std::vector<Line> lines;
};

/// Billable time and cost of the agents that the caller sees. Throws Error permission_missing. Who may call: members
/// with `view_billable_minutes`; administrators. Seed: "See billing information and usage statistics".
Usage get_usage(database::Transaction& tx, const access::Caller& caller, const Question& question);

/// The seconds of the sums that the rule bills.
std::int64_t billable_seconds(const calls::CallSums& sums, accounts::RoundingRule rule);

}  // namespace rollcall::usage
