#include "usage/usage.hpp"

#include <stdexcept>

#include "access/decision.hpp"
#include "usage/usage_store.hpp"

namespace rollcall::usage {

Usage get_usage(database::Transaction& tx, const access::Caller& caller, const Question& question) {
    // The query keeps to what is assigned: what is left to ask is the permission.
    access::require(caller, access::Action::view_usage, access::rights_in_scope(caller));
    return {accounts::get(tx), sum_up(tx, caller, question)};
}

std::int64_t billable_seconds(const calls::CallSums& sums, accounts::RoundingRule rule) {
    switch (rule) {
        case accounts::RoundingRule::per_second:
            return sums.seconds;
        case accounts::RoundingRule::per_6_seconds:
            return sums.seconds_by_6;
        case accounts::RoundingRule::per_minute:
            return sums.seconds_by_60;
    }
    throw std::logic_error("a rounding rule that is not summed up");
}

}  // namespace rollcall::usage
