#include "companies/company_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/answer.hpp"
#include "companies/companies.hpp"

namespace rollcall::companies {

BOOST_DESCRIBE_STRUCT(CreateCompany, (), (name))
BOOST_DESCRIBE_STRUCT(UpdateCompany, (), (name))

namespace {

struct CompanyBody {
    CompanyId id;
    std::string name;
    Time created_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(CompanyBody, (), (id, name, created_at, can, etag))

CompanyBody present(const Company& company, const access::Caller& caller) {
    using access::Action;
    return {
        .id = company.id,
        .name = company.name,
        .created_at = company.created_at,
        .can = api::names_of_allowed(caller, access::Relation::assigned,
                                     {{Action::update_company, "update"}, {Action::delete_company, "delete"}}),
        .etag = etag(company.version),
    };
}

}  // namespace

http::Response list_companies(const api::Request& request, api::Services& services) {
    const auto asked =
        request.list({.sorts = company_sorts, .default_sort = "name", .total = api::ListOptions::Total::offered});
    const auto page =
        services.database.read([&](database::Transaction& tx) { return list(tx, request.caller(), asked.page); });
    return api::ok(page, [&](const Company& company) { return present(company, request.caller()); });
}

http::Response create(const api::Request& request, api::Services& services) {
    const auto input = request.body<CreateCompany>();
    const auto company = create_company(services.database, services.clock, request.caller(), input);
    return api::created("/api/v1/companies/" + company.id.text(), present(company, request.caller()));
}

http::Response show(const api::Request& request, api::Services& services) {
    const auto company = services.database.read(
        [&](database::Transaction& tx) { return get_company(tx, request.caller(), request.id<CompanyId>()); });
    return api::ok(present(company, request.caller()));
}

http::Response update(const api::Request& request, api::Services& services) {
    const auto input = request.body<UpdateCompany>();
    const auto company = update_company(services.database, services.clock, request.caller(), request.id<CompanyId>(),
                                        request.expected_version(), input);
    return api::ok(present(company, request.caller()));
}

http::Response remove(const api::Request& request, api::Services& services) {
    delete_company(services.database, services.clock, request.caller(), request.id<CompanyId>(),
                   request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::companies
