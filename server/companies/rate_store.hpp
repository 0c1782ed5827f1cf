#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/time_zone.hpp"
#include "database/database.hpp"

namespace rollcall::companies {

/// Ten-thousandths of a currency's unit: prices per minute have four decimals.
using RatePrice = std::int64_t;
inline constexpr RatePrice rate_price_units = 10'000;

/// What a company pays for a minute of its agents' calls, from a day of the account's calendar on, until the day of its
/// next rate.
struct Rate {
    RateId id;
    CompanyId company_id;
    Day from_day;
    RatePrice price = 0;
    std::string currency;  ///< ISO 4217
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(Rate, (), (id, company_id, from_day, price, currency, created_at))

/// All rates of a company, the latest first.
std::vector<Rate> list_rates(database::Transaction& tx, const CompanyId& company);

/// Whether any company has one.
bool has_rates(database::Transaction& tx);

/// All rates of these companies.
std::vector<Rate> list_rates_of_companies(database::Transaction& tx, std::span<const CompanyId> companies);

/// False, and nothing stored, where the company has a rate from that day.
[[nodiscard]] bool insert_rate_row(database::Transaction& tx, const Rate& rate);

void delete_rate_row(database::Transaction& tx, const RateId& id);

}  // namespace rollcall::companies
