#include "companies/rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "companies/company_store.hpp"
#include "companies/rate_limits.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "core/money/currency.hpp"

namespace rollcall::companies {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

void require_company(Transaction& tx, const access::Caller& caller, Action action, const CompanyId& id, Time now) {
    const auto found = find_company(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();
}

Day checked_first_day(const std::string& text, Day today, FieldCheck& check) {
    const auto day = parse_day(text);
    const std::chrono::year_month_day date(today);
    const Day last = std::chrono::sys_days((date.year() + longest_rate_notice) / date.month() / std::chrono::day(1));
    if (!day) {
        check.fail("from", "This must be a day such as 2026-12-01.");
    } else if (*day < first_rate_day || *day > last) {
        check.fail("from",
                   fmt::format("This must be a day from {} to {}.", format_day(first_rate_day), format_day(last)));
    }
    return day.value_or(Day());
}

/// Four decimals of a number that was written in decimals: exact, since the nearest double of such a number is far
/// nearer to it than half a ten-thousandth.
RatePrice checked_price(double price, FieldCheck& check) {
    if (!(price >= 0 && price <= static_cast<double>(highest_rate))) {
        check.fail("price_per_minute", fmt::format("This must be a number from 0 to {}.", highest_rate));
        return 0;
    }
    const auto units = std::llround(price * static_cast<double>(rate_price_units));
    if (static_cast<double>(units) / static_cast<double>(rate_price_units) != price) {
        check.fail("price_per_minute", "This must have four decimals at most, such as 0.0825.");
    }
    return units;
}

Rate checked_rate(const CompanyId& company, const CreateRate& input, Time now) {
    FieldCheck check;
    Rate rate{
        .id = RateId::make(now),
        .company_id = company,
        .from_day = checked_first_day(input.from, std::chrono::floor<std::chrono::days>(now), check),
        .price = checked_price(input.price_per_minute, check),
        .currency = input.currency,
        .created_at = now,
    };
    if (!is_currency(rate.currency)) {
        check.fail("currency", "This must be the ISO 4217 code of a currency in three capital letters, such as EUR.");
    }
    check.finish();
    return rate;
}

boost::json::value describe_price(const Rate& rate) {
    return audit::to_json(format_rate_price(rate.price) + " " + rate.currency);
}

}  // namespace

std::vector<Rate> get_rates(const access::Context& context, const CompanyId& company) {
    return context.read([&](Transaction& tx) {
        require_company(tx, context.caller, Action::view_rates, company, context.now());
        return list_rates(tx, company);
    });
}

Rate create_rate(const access::Context& context, const CompanyId& company, const CreateRate& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        require_company(tx, caller, Action::create_rates, company, now);
        auto rate = checked_rate(company, input, now);
        if (list_rates(tx, company).size() >= max_rates_per_company) {
            throw Error::conflict(
                fmt::format("A company has at most {} rates. Delete one that is not needed.", max_rates_per_company));
        }
        if (!insert_rate_row(tx, rate)) {
            throw Error::conflict(
                fmt::format("The company already has a rate from {}. Choose another day, or delete "
                            "that rate first.",
                            format_day(rate.from_day)));
        }
        audit::record(tx, now, caller, "company.rate_created", company.text(),
                      audit::Changes()
                          .add_initial("from", audit::to_json(format_day(rate.from_day)))
                          .add_initial("price_per_minute", describe_price(rate)));
        return rate;
    });
}

void delete_rate(const access::Context& context, const CompanyId& company, const RateId& id) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        require_company(tx, caller, Action::delete_rate, company, now);
        const auto rates = list_rates(tx, company);
        const auto rate = std::ranges::find(rates, id, &Rate::id);
        if (rate == rates.end()) throw Error::not_found();
        delete_rate_row(tx, id);
        audit::record(tx, now, caller, "company.rate_deleted", company.text(),
                      audit::Changes()
                          .add("from", audit::to_json(format_day(rate->from_day)), nullptr)
                          .add("price_per_minute", describe_price(*rate), nullptr));
    });
}

std::string format_rate_price(RatePrice price) {
    auto text = fmt::format("{}.{:04}", price / rate_price_units, price % rate_price_units);
    while (text.ends_with('0') && text[text.size() - 3] != '.') text.pop_back();
    return text;
}

}  // namespace rollcall::companies
