#include "companies/companies.hpp"

#include <array>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"

namespace rollcall::companies {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

Error name_is_taken() { return Error::conflict("There is a company of this name."); }

std::string check_name(const std::string& name) {
    FieldCheck check;
    auto checked = check.name("name", name);
    check.finish();
    return checked;
}

/// The company for `action`. Throws what the decision says: Error::not_found, forbidden.
Company require_company(Transaction& tx, const access::Caller& caller, Action action, const CompanyId& id, Time now) {
    auto found = find_company(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();  // an administrator may, but there is no such company
    return std::move(found->company);
}

}  // namespace

Company create_company(const access::Context& context, const CreateCompany& input) {
    const auto name = check_name(input.name);
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, Action::create_companies);

        const auto now = context.now();
        const Company company{.id = CompanyId::make(now), .name = name, .created_at = now};
        if (!insert_company_row(tx, company)) throw name_is_taken();
        audit::record(tx, now, caller, "company.created", company.id.text());
        return company;
    });
}

Company update_company(const access::Context& context, const CompanyId& id, const ExpectedVersion& expected,
                       const UpdateCompany& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto company = require_company(tx, caller, Action::update_company, id, now);
        expected.require(company.version);
        if (!input.name.is_present()) return company;

        if (!update_company_name(tx, id, check_name(input.name.value().value_or("")))) throw name_is_taken();
        audit::record(tx, now, caller, "company.updated", id.text(), std::array{std::string_view("name")});
        return require_company(tx, caller, Action::update_company, id, now);
    });
}

void delete_company(const access::Context& context, const CompanyId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto company = require_company(tx, caller, Action::delete_company, id, context.now());
        expected.require(company.version);
        if (!delete_company_row(tx, id)) {
            throw Error(ErrorCode::in_use,
                        "Agents belong to this company. Move them to another company or delete them first.");
        }
        audit::record(tx, context.now(), caller, "company.deleted", id.text());
    });
}

Company get_company(const access::Context& context, const CompanyId& id) {
    return context.read(
        [&](Transaction& tx) { return require_company(tx, context.caller, Action::view_company, id, context.now()); });
}

}  // namespace rollcall::companies
