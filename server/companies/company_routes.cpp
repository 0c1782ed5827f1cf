#include "companies/company_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "companies/companies.hpp"

namespace rollcall::companies {

BOOST_DESCRIBE_STRUCT(CreateCompany, (), (name, country))
BOOST_DESCRIBE_STRUCT(UpdateCompany, (), (name, country))

namespace {

struct CompanyBody {
    CompanyId id;
    std::string name;
    std::optional<std::string> country;
    Time created_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(CompanyBody, (), (id, name, country, created_at, can, etag))

CompanyBody present(const Company& company, const access::Caller& caller) {
    using access::Action;
    return {
        .id = company.id,
        .name = company.name,
        .country = company.country,
        .created_at = company.created_at,
        .can = api::list_allowed_actions(caller, access::rights_in_scope(caller),
                                         {{Action::update_company, "update"}, {Action::delete_company, "delete"}}),
        .etag = etag(company.version),
    };
}

}  // namespace

http::Response handle_list_companies(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = company_sorts, .default_sort = "name", .offers_total = true});
    const auto context = request.context(services);
    const auto page = context.read(
        [&](database::Transaction& tx) { return list_companies(tx, context.caller, list.page, context.now()); });
    return api::respond_ok(page, [&](const Company& company) { return present(company, context.caller); });
}

http::Response handle_create_company(const api::Request& request, api::Services& services) {
    const auto company = create_company(request.context(services), request.body<CreateCompany>());
    return api::respond_created("/api/v1/companies/" + company.id.text(), present(company, request.caller()));
}

http::Response handle_get_company(const api::Request& request, api::Services& services) {
    const auto company = get_company(request.context(services), request.id<CompanyId>());
    return api::respond_ok(present(company, request.caller()));
}

http::Response handle_update_company(const api::Request& request, api::Services& services) {
    const auto company = update_company(request.context(services), request.id<CompanyId>(), request.expected_version(),
                                        request.body<UpdateCompany>());
    return api::respond_ok(present(company, request.caller()));
}

http::Response handle_delete_company(const api::Request& request, api::Services& services) {
    delete_company(request.context(services), request.id<CompanyId>(), request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::companies
