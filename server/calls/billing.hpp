#pragma once

#include <cstdint>

#include "accounts/account_store.hpp"
#include "calls/call.hpp"

/// How the length of calls becomes billable minutes: the one place that knows.
namespace rollcall::calls {

/// The seconds of each started unit of the rule. Nothing that lasted nothing is billable.
std::int64_t billable_seconds(Duration duration, accounts::RoundingRule rule);

/// Minutes in hundredths, rounded to the nearest, as answers show them.
double billable_minutes(std::int64_t billable_seconds);

}  // namespace rollcall::calls
