#include "companies/company_store.hpp"

#include "access/assignment_store.hpp"
#include "access/member_row_store.hpp"
#include "access/scope_store.hpp"
#include "core/text.hpp"
#include "database/described_row.hpp"
#include "database/folding_store.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::companies {

namespace {

using database::StatementBuilder;

const auto company_columns = database::columns_of<Company>("c");

constexpr auto delete_statement = "DELETE FROM companies WHERE id = $1";

}  // namespace

database::Page<Company> list_companies(database::Transaction& tx, const access::Caller& caller,
                                       const database::PageRequest& request, Time now) {
    database::ListQuery query(company_columns, "companies c", "c.id");
    const auto scope = access::companies_with(caller, {}, now);
    if (!scope.is_everything()) query.where(scope.includes("c.id"));
    return query.page(tx, request, database::read_row<Company>);
}

std::optional<CompanyWithRights> find_company(database::Transaction& tx, const access::Caller& caller,
                                              const CompanyId& id, Time now) {
    StatementBuilder statement("SELECT " + company_columns + ", ");
    statement.add(access::companies_with(caller, {}, now).contains("c.id")).add(" FROM companies c");
    return statement.where("c.id = ?", {id}).first(tx, [&](const database::Row& row) {
        return CompanyWithRights{database::read_row<Company>(row),
                                 access::rights_on(caller, row.boolean(row.column_count() - 1))};
    });
}

bool insert_company_row(database::Transaction& tx, const Company& company) {
    const auto rows = StatementBuilder::insert_into("companies", {{"id", company.id},
                                                                  {"name", company.name},
                                                                  {"name_caseless", fold_case(company.name)},
                                                                  {"name_folded", fold(company.name)},
                                                                  {"country", company.country},
                                                                  {"created_at", company.created_at},
                                                                  {"version", company.version}})
                          .add(" ON CONFLICT (name_caseless) DO NOTHING")
                          .execute(tx);
    return rows == 1;
}

bool update_company_row(database::Transaction& tx, const Company& before, const Company& after) try {
    StatementBuilder::update("companies", {{"name", after.name},
                                           {"name_caseless", fold_case(after.name)},
                                           {"name_folded", fold(after.name)},
                                           {"country", after.country}})
        .add(", version = version + 1")
        .where("id = ?", {after.id})
        .execute(tx);
    if (after.name != before.name) access::update_assignment_summaries(tx, after.id);
    return true;
} catch (const database::ConstraintViolated& violation) {
    if (violation.kind() != database::ConstraintViolated::Kind::unique) throw;
    return false;
}

bool delete_company_row(database::Transaction& tx, const CompanyId& id) try {
    access::raise_member_versions(tx, access::members_assigned_directly(id));
    access::update_assignment_summaries_without(tx, id);
    tx.execute(delete_statement, id);
    return true;
} catch (const database::ConstraintViolated& violation) {
    if (violation.kind() != database::ConstraintViolated::Kind::foreign_key) throw;
    return false;
}

std::string refold_company_names(database::Transaction& tx, const std::string& position) {
    return database::refold_names(tx, "SELECT id, name, name_folded FROM companies WHERE id > $1 ORDER BY id LIMIT $2",
                                  "UPDATE companies SET name_folded = $1 WHERE id = $2", position);
}

}  // namespace rollcall::companies
