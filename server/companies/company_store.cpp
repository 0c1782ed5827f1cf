#include "companies/company_store.hpp"

#include "core/text.hpp"

namespace rollcall::companies {

namespace {

constexpr auto in_scope = "c.id IN (SELECT company_id FROM member_companies WHERE member_id = ?)";

constexpr auto select_one = R"(
    SELECT c.id, c.name, c.created_at, c.version,
           EXISTS (SELECT 1 FROM member_companies mc WHERE mc.member_id = $2 AND mc.company_id = c.id)
    FROM companies c WHERE c.id = $1)";

constexpr auto insert_statement = R"(
    INSERT INTO companies (id, name, name_caseless, name_folded, created_at, version)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (name_caseless) DO NOTHING)";

constexpr auto update_name = R"(
    UPDATE companies SET name = $1, name_caseless = $2, name_folded = $3, version = version + 1 WHERE id = $4)";

// Who sees the company by its own assignment loses it: their etag moves on.
constexpr auto raise_versions_of_members = R"(
    UPDATE members SET version = version + 1
    WHERE id IN (SELECT member_id FROM company_assignments WHERE company_id = $1))";
constexpr auto delete_statement = "DELETE FROM companies WHERE id = $1";

Company read_company(const database::Row& row) {
    return {
        .id = row.id<CompanyId>(0),
        .name = row.text(1),
        .created_at = row.time(2),
        .version = row.integer(3),
    };
}

}  // namespace

database::Page<Company> list(database::Transaction& tx, const access::Caller& caller,
                             const database::PageRequest& request) {
    database::ListQuery query("c.id, c.name, c.created_at, c.version", "companies c", "c.id");
    if (!caller.is_administrator()) query.where(in_scope, {caller.member});
    return query.page(tx, request, read_company);
}

std::optional<SeenCompany> find(database::Transaction& tx, const access::Caller& caller, const CompanyId& id) {
    return tx.first(
        select_one,
        [](const database::Row& row) {
            const auto relation = row.boolean(4) ? access::Relation::assigned : access::Relation::none;
            return SeenCompany{read_company(row), relation};
        },
        id, caller.member);
}

Stored insert(database::Transaction& tx, const Company& company) {
    const auto rows = tx.execute(insert_statement, company.id, company.name, caseless(company.name), fold(company.name),
                                 company.created_at, company.version);
    return rows == 1 ? Stored::yes : Stored::name_taken;
}

Stored rename(database::Transaction& tx, const CompanyId& id, const std::string& name) {
    try {
        tx.execute(update_name, name, caseless(name), fold(name), id);
        return Stored::yes;
    } catch (const database::ConstraintViolated& violation) {
        if (violation.kind() != database::ConstraintViolated::Kind::unique) throw;
        return Stored::name_taken;
    }
}

Deleted remove(database::Transaction& tx, const CompanyId& id) {
    try {
        tx.execute(raise_versions_of_members, id);
        tx.execute(delete_statement, id);
        return Deleted::yes;
    } catch (const database::ConstraintViolated& violation) {
        if (violation.kind() != database::ConstraintViolated::Kind::foreign_key) throw;
        return Deleted::has_agents;
    }
}

}  // namespace rollcall::companies
