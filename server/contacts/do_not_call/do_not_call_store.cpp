#include "contacts/do_not_call/do_not_call_store.hpp"

#include "access/scope_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

namespace {

using access::Permission;
using database::StatementBuilder;
using database::Transaction;

const auto entry_columns = database::columns_of<DoNotCallEntry>(
    "d", {{"company_name", "company.name"}, {"company_country", "company.country"}});
constexpr auto from_entries = "do_not_call_entries d LEFT JOIN companies company ON company.id = d.company_id";
constexpr auto insert_unless_listed = R"(
    INSERT INTO do_not_call_entries (id, scope, company_id, phone, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (scope, phone) DO NOTHING
    RETURNING id)";
constexpr auto delete_statement = "DELETE FROM do_not_call_entries WHERE id = $1";
// A list may have the number since it was erased there before.
constexpr auto delete_doubles = R"(
    DELETE FROM do_not_call_entries
    WHERE phone = $1 AND created_at <= $3 AND scope IN (SELECT scope FROM do_not_call_entries WHERE phone = $2))";
constexpr auto update_phone =
    "UPDATE do_not_call_entries SET phone = $2, reason = NULL WHERE phone = $1 AND created_at <= $3";
constexpr auto account_scope = "account";

}  // namespace

database::Page<DoNotCallEntry> list_do_not_call_entries(Transaction& tx, const access::Caller& caller,
                                                        const DoNotCallFilter& filter,
                                                        const database::PageRequest& request, Time now) {
    database::ListQuery query(entry_columns, from_entries, "d.id");
    const auto scope = access::companies_with(caller, Permission::access_crm, now);
    if (!scope.is_everything()) query.where(scope.includes("d.company_id"));
    if (filter.company) query.where("d.company_id = ?", {*filter.company});
    if (filter.phone) query.where("d.phone IN (?, ?)", {*filter.phone, filter.erased_phone});
    return query.page(tx, request, database::read_row<DoNotCallEntry>);
}

std::optional<DoNotCallEntryWithRights> find_do_not_call_entry(Transaction& tx, const access::Caller& caller,
                                                               const DoNotCallEntryId& id, Time now) {
    StatementBuilder statement("SELECT " + entry_columns + ", ");
    statement.add(access::companies_with(caller, {}, now).contains("d.company_id")).add(" FROM ").add(from_entries);
    return statement.where("d.id = ?", {id}).first(tx, [&](const database::Row& row) {
        return DoNotCallEntryWithRights{database::read_row<DoNotCallEntry>(row),
                                        access::rights_on(caller, row.boolean(row.column_count() - 1))};
    });
}

std::vector<DoNotCallEntryId> insert_do_not_call_rows(Transaction& tx, std::span<const DoNotCallEntry> entries) {
    std::vector<database::LaterRows<std::vector<DoNotCallEntryId>>> inserted;
    for (const auto& entry : entries) {
        const auto scope = entry.company_id ? entry.company_id->text() : std::string(account_scope);
        inserted.push_back(tx.all_later(
            insert_unless_listed, [](const database::Row& row) { return row.id<DoNotCallEntryId>(0); }, entry.id, scope,
            entry.company_id, entry.phone, entry.reason, entry.created_at));
    }
    std::vector<DoNotCallEntryId> ids;
    for (auto& rows : inserted) std::ranges::copy(rows.get(), std::back_inserter(ids));
    return ids;
}

bool insert_do_not_call_row(Transaction& tx, const DoNotCallEntry& entry) {
    return !insert_do_not_call_rows(tx, {&entry, 1}).empty();
}

void update_do_not_call_phone_erased(Transaction& tx, const std::string& phone, const std::string& erased_phone,
                                     Time until) {
    tx.execute(delete_doubles, phone, erased_phone, until);
    tx.execute(update_phone, phone, erased_phone, until);
}

void delete_do_not_call_row(Transaction& tx, const DoNotCallEntryId& id) { tx.execute(delete_statement, id); }

}  // namespace rollcall::contacts
