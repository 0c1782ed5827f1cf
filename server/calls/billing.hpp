#pragma once

#include <cstdint>

#include "accounts/account_store.hpp"
#include "calls/call.hpp"

/// How the length of calls becomes billable minutes (M16). Nothing else knows the rounding rules.
namespace rollcall::calls {

/// The seconds of all started units of the rule: none for a duration of 0.
std::int64_t billable_seconds(Duration duration, accounts::RoundingRule rule);

/// Rounded to hundredths of a minute, as the API shows them.
double billable_minutes(std::int64_t billable_seconds);

}  // namespace rollcall::calls
