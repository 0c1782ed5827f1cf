#include "companies/companies.hpp"

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "core/changed_fields.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::companies {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

Error name_is_taken() { return Error::conflict("There is a company of this name."); }

std::optional<std::string> checked_country(const std::optional<std::string>& country, FieldCheck& check) {
    if (!country || country->empty()) return std::nullopt;
    if (!phone::is_phone_region(*country)) {
        check.fail("country", "This must be the code of a country in two capital letters, such as DE or US.");
    }
    return country;
}

Company changed_company(const Company& before, const UpdateCompany& input) {
    FieldCheck check;
    auto after = before;
    if (input.name.is_present()) after.name = check.name("name", input.name.value().value_or(""));
    if (input.country.is_present()) after.country = checked_country(input.country.value(), check);
    check.finish();
    return after;
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
    FieldCheck check;
    const auto name = check.name("name", input.name);
    const auto country = checked_country(input.country, check);
    check.finish();
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, Action::create_companies);

        const auto now = context.now();
        const Company company{.id = CompanyId::make(now), .name = name, .country = country, .created_at = now};
        if (!insert_company_row(tx, company)) throw name_is_taken();
        audit::record(tx, now, caller, "company.created", company.id.text());
        return company;
    });
}

Company update_company(const access::Context& context, const CompanyId& id, const ExpectedVersion& expected,
                       const UpdateCompany& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto before = require_company(tx, caller, Action::update_company, id, now);
        expected.require(before.version);
        const auto after = changed_company(before, input);
        audit::Changes changes(changed_fields({{"name", before.name != after.name}}));
        changes.add("country", audit::text_or_null(before.country), audit::text_or_null(after.country));
        if (changes.is_empty()) return before;

        if (!update_company_row(tx, before, after)) throw name_is_taken();
        audit::record(tx, now, caller, "company.updated", id.text(), changes);
        return require_company(tx, caller, Action::update_company, id, now);
    });
}

void delete_company(const access::Context& context, const CompanyId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto company = require_company(tx, caller, Action::delete_company, id, context.now());
        expected.require(company.version);
        if (!delete_company_row(tx, id)) {
            throw Error(ErrorCode::in_use,
                        "Agents, contacts or campaigns belong to this company. Move or delete the agents, and "
                        "delete the contacts and the drafts of campaigns; a campaign that was launched stays. While "
                        "the CRM is switched off, contacts and campaigns are not shown.");
        }
        audit::record(tx, context.now(), caller, "company.deleted", id.text());
    });
}

Company get_company(const access::Context& context, const CompanyId& id) {
    return context.read(
        [&](Transaction& tx) { return require_company(tx, context.caller, Action::view_company, id, context.now()); });
}

}  // namespace rollcall::companies
