#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "access/caller.hpp"
#include "accounts/account_store.hpp"
#include "calls/call_view_store.hpp"
#include "companies/rate_table.hpp"
#include "core/money/currency.hpp"
#include "core/time_zone.hpp"

/// What calls cost: the price that a company pays by its rates, and the cost that a platform has reported.
namespace rollcall::calls {

/// Billable seconds times the price of a minute, summed up: exact until it is rounded.
using PriceSum = std::int64_t;

/// Rounded to the smallest unit of the currency, half of it up.
Money round_price(PriceSum sum, const std::string& currency);

/// The price less the cost; nothing for a price that is not in US dollars.
std::optional<Cost> margin_of(const Money& price, Cost cost);

/// The number of dollars, as JSON has it.
double to_dollars(Cost cost);

/// Whether the caller may view what platforms charge for calls in his or her scope.
bool may_view_cost(const access::Caller& caller);

/// By what calls are billed: the account's rule, its days, and the rates of their companies.
class Billing {
public:
    Billing(const accounts::Account& account, companies::RateTable rates);

    accounts::RoundingRule rule() const { return rule_; }

    /// By the rate of the day on which the call began, of the company that the agent belongs to now; nothing without
    /// such a rate.
    std::optional<Money> price_of(const CallSummary& call) const;

private:
    accounts::RoundingRule rule_;
    Calendar calendar_;
    companies::RateTable rates_;
};

/// The billing of these calls. Reads no rates for a caller who may not view billable minutes.
Billing read_billing(database::Transaction& tx, const access::Caller& caller, std::span<const CallSummary> calls);
Billing read_billing(database::Transaction& tx, const access::Caller& caller, const CallSummary& call);

}  // namespace rollcall::calls
