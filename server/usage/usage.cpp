#include "usage/usage.hpp"

#include <stdexcept>

#include "access/decision.hpp"

namespace rollcall::usage {

Usage get_usage(const access::Context& context, const UsageFilter& filter) {
    // The lines are those of agents in scope, so only the permission is left to be checked.
    const auto& caller = context.caller;
    access::require(caller, access::Action::view_usage, access::rights_in_scope(caller));
    return context.read([&](database::Transaction& tx) {
        return Usage{accounts::get(tx), list_usage_lines(tx, caller, filter, context.now())};
    });
}

std::int64_t choose_billable_seconds(const calls::CallSums& sums, accounts::RoundingRule rule) {
    switch (rule) {
        case accounts::RoundingRule::per_second:
            return sums.seconds;
        case accounts::RoundingRule::per_6_seconds:
            return sums.seconds_by_6;
        case accounts::RoundingRule::per_minute:
            return sums.seconds_by_60;
    }
    throw std::logic_error("a rounding rule without sums");
}

}  // namespace rollcall::usage
