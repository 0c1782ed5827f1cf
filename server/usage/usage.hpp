#pragma once

#include <vector>

#include "access/context.hpp"
#include "accounts/account_store.hpp"
#include "usage/usage_store.hpp"

namespace rollcall::usage {

struct Usage {
    accounts::Account account;  ///< its rounding rule and time zone apply
    std::vector<UsageLine> lines;
    bool is_being_recalculated = false;  ///< for another time zone: some lines are of days of the one before
};

/// Billable time, price and cost of the agents in the caller's scope (M16). Throws Error permission_missing. Who may
/// call: members with `view_billable_minutes`; administrators.
Usage get_usage(const access::Context& context, const UsageFilter& filter);

/// The seconds that the rule bills.
std::int64_t choose_billable_seconds(const calls::CallSums& sums, accounts::RoundingRule rule);

}  // namespace rollcall::usage
