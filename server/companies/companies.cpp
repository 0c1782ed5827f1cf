#include "companies/companies.hpp"

#include <array>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"

namespace rollcall::companies {

namespace {

using access::Action;

void require_stored(Stored stored) {
    if (stored == Stored::name_taken) throw Error::conflict("There is a company of this name.");
}

std::string checked_name(const std::string& name) {
    FieldCheck check;
    auto checked = check.name("name", name);
    check.finish();
    return checked;
}

Company found(database::Transaction& tx, const access::Caller& caller, const CompanyId& id, Action action) {
    auto seen = find(tx, caller, id);
    access::require(caller, action, seen ? seen->relation : access::Relation::none);
    if (!seen) throw Error::not_found();  // an administrator passes, but there is nothing
    return std::move(seen->company);
}

}  // namespace

Company create_company(database::Database& database, const Clock& clock, const access::Caller& caller,
                       const CreateCompany& input) {
    const auto name = checked_name(input.name);
    return database.write([&](database::Transaction& tx) {
        access::require(access::current(tx, caller), Action::create_companies);

        const auto now = clock.now();
        const Company company{.id = CompanyId::make(now), .name = name, .created_at = now, .version = 1};
        require_stored(insert(tx, company));
        audit::record(tx, now, caller.member, "company.created", company.id.text());
        return company;
    });
}

Company update_company(database::Database& database, const Clock& clock, const access::Caller& caller,
                       const CompanyId& id, const ExpectedVersion& expected, const UpdateCompany& input) {
    return database.write([&](database::Transaction& tx) {
        const auto current_caller = access::current(tx, caller);
        const auto company = found(tx, current_caller, id, Action::update_company);
        expected.require(company.version);
        if (!input.name.is_present()) return company;

        require_stored(rename(tx, id, checked_name(input.name.value().value_or(""))));
        audit::record(tx, clock.now(), caller.member, "company.updated", id.text(),
                      std::array{std::string_view("name")});
        return found(tx, current_caller, id, Action::view_company);
    });
}

void delete_company(database::Database& database, const Clock& clock, const access::Caller& caller, const CompanyId& id,
                    const ExpectedVersion& expected) {
    database.write([&](database::Transaction& tx) {
        const auto company = found(tx, access::current(tx, caller), id, Action::delete_company);
        expected.require(company.version);
        if (remove(tx, id) == Deleted::has_agents) {
            throw Error(ErrorCode::in_use,
                        "Agents belong to this company. Move them to another company or delete them first.");
        }
        audit::record(tx, clock.now(), caller.member, "company.deleted", id.text());
    });
}

Company get_company(database::Transaction& tx, const access::Caller& caller, const CompanyId& id) {
    return found(tx, caller, id, Action::view_company);
}

}  // namespace rollcall::companies
