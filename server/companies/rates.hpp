#pragma once

#include <string>
#include <vector>

#include "access/context.hpp"
#include "companies/rate_store.hpp"

namespace rollcall::companies {

struct CreateRate {
    std::string from;  ///< a day such as 2026-12-01
    double price_per_minute = 0;
    std::string currency;  ///< ISO 4217
};

/// The rates of a company, the latest first. Throws Error::not_found. Who may call: administrators.
std::vector<Rate> get_rates(const access::Context& context, const CompanyId& company);

/// Adds a rate. Nothing that is stored depends on it: calls since that day have the new price from then on. Throws
/// Error::not_found for the company, Error::invalid, Error::conflict where the company has a rate from that day or too
/// many. Who may call: administrators.
Rate create_rate(const access::Context& context, const CompanyId& company, const CreateRate& input);

/// Deletes a rate: its calls have the price of the rate before it, or none. Throws Error::not_found for the company,
/// and for a rate that is not one of it. Who may call: administrators.
void delete_rate(const access::Context& context, const CompanyId& company, const RateId& id);

/// "0.12": without decimals that say nothing, but with two at least.
std::string format_rate_price(RatePrice price);

}  // namespace rollcall::companies
