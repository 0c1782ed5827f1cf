#include "companies/rate_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "companies/rates.hpp"
#include "core/money/currency.hpp"

namespace rollcall::companies {

BOOST_DESCRIBE_STRUCT(CreateRate, (), (from, price_per_minute, currency))

namespace {

struct RateBody {
    RateId id;
    std::string from;
    double price_per_minute;
    std::string currency;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(RateBody, (), (id, from, price_per_minute, currency, created_at))

struct RatesBody {
    std::vector<RateBody> items;
};
BOOST_DESCRIBE_STRUCT(RatesBody, (), (items))

struct CurrenciesBody {
    std::vector<std::string> items;
};
BOOST_DESCRIBE_STRUCT(CurrenciesBody, (), (items))

RateBody present(const Rate& rate) {
    return {
        .id = rate.id,
        .from = format_day(rate.from_day),
        .price_per_minute = static_cast<double>(rate.price) / static_cast<double>(rate_price_units),
        .currency = rate.currency,
        .created_at = rate.created_at,
    };
}

}  // namespace

http::Response handle_list_rates(const api::Request& request, api::Services& services) {
    RatesBody body;
    for (const auto& rate : get_rates(request.context(services), request.id<CompanyId>())) {
        body.items.push_back(present(rate));
    }
    return api::respond_ok(body);
}

http::Response handle_create_rate(const api::Request& request, api::Services& services) {
    const auto company = request.id<CompanyId>();
    const auto rate = create_rate(request.context(services), company, request.body<CreateRate>());
    return api::respond_created("/api/v1/companies/" + company.text() + "/rates/" + rate.id.text(), present(rate));
}

http::Response handle_delete_rate(const api::Request& request, api::Services& services) {
    delete_rate(request.context(services), request.id<CompanyId>(), request.id<RateId>("rate"));
    return http::Response::no_content();
}

http::Response handle_list_currencies(const api::Request&, api::Services&) {
    return api::respond_ok(CurrenciesBody{list_currencies()});
}

}  // namespace rollcall::companies
