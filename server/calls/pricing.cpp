#include "calls/pricing.hpp"

#include <set>
#include <utility>
#include <vector>

#include "access/decision.hpp"
#include "calls/billing.hpp"
#include "calls/call_body.hpp"

namespace rollcall::calls {

namespace {

constexpr std::int64_t seconds_per_minute = 60;
constexpr PriceSum units_per_price = seconds_per_minute * companies::rate_price_units;
constexpr Cost cost_per_cent = 10'000;

}  // namespace

Money round_price(PriceSum sum, const std::string& currency) {
    const auto smallest_units = smallest_units_of_currency(currency);
    // Whole units apart, so that nothing overflows.
    const auto rest = sum % units_per_price * smallest_units;
    return {sum / units_per_price * smallest_units + (rest + units_per_price / 2) / units_per_price, currency};
}

std::optional<Cost> margin_of(const Money& price, Cost cost) {
    if (price.currency != "USD") return std::nullopt;
    return price.amount * cost_per_cent - cost;
}

double to_dollars(Cost cost) {
    constexpr double millionths = 1'000'000;
    return static_cast<double>(cost) / millionths;
}

bool may_view_cost(const access::Caller& caller) {
    return access::decide(caller, access::Action::view_cost, access::rights_in_scope(caller)).is_allowed();
}

Billing::Billing(const accounts::Account& account, companies::RateTable rates)
    : rule_(account.rounding_rule), calendar_(account.time_zone), rates_(std::move(rates)) {}

std::optional<Money> Billing::price_of(const CallSummary& call) const {
    if (rates_.is_empty()) return std::nullopt;
    const auto* rate = rates_.find(call.company_id, calendar_.day_of(call.facts.started_at));
    if (rate == nullptr) return std::nullopt;
    const auto seconds = billable_seconds(call.facts.duration.value_or(Duration{}), rule_);
    return round_price(seconds * rate->price, rate->currency);
}

Billing read_billing(database::Transaction& tx, const access::Caller& caller, std::span<const CallSummary> calls) {
    auto account = accounts::get_account_later(tx);
    std::set<CompanyId> found;
    if (may_view_billable_minutes(caller)) {
        for (const auto& call : calls) found.insert(call.company_id);
    }
    const std::vector<CompanyId> companies(found.begin(), found.end());
    companies::RateTable rates(companies::list_rates_of_companies(tx, companies));
    return {account.get_only(), std::move(rates)};
}

Billing read_billing(database::Transaction& tx, const access::Caller& caller, const CallSummary& call) {
    return read_billing(tx, caller, std::span(&call, 1));
}

}  // namespace rollcall::calls
