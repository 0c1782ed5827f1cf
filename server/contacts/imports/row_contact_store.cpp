#include "contacts/imports/row_contact_store.hpp"

#include <algorithm>
#include <iterator>

#include "contacts/contact_selection_store.hpp"
#include "core/text.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::contacts {

namespace {

using database::StatementBuilder;
using database::Transaction;

template <class Values>
std::vector<database::Parameter> parameters_of(const Values& values) {
    return {values.begin(), values.end()};
}

void add_found(Transaction& tx, const StatementBuilder& statement, std::vector<ContactId>& found) {
    std::ranges::move(statement.all(tx, [](const database::Row& row) { return row.id<ContactId>(0); }),
                      std::back_inserter(found));
}

StatementBuilder select_of_company(const CompanyId& company) {
    StatementBuilder statement("SELECT id FROM contacts");
    return statement.where("company_id = ?", {company});
}

}  // namespace

std::vector<ContactId> list_contacts_of_row_keys(Transaction& tx, const CompanyId& company, const RowKeys& keys) {
    std::vector<ContactId> found;
    if (!keys.ids.empty()) {
        StatementBuilder named("SELECT id FROM contacts");
        named.where(is_one_of_values("id", parameters_of(keys.ids)));
        add_found(tx, named.where(is_of_company_without_index("company_id", company)), found);
    }
    if (!keys.phones.empty()) {
        const auto phones = parameters_of(keys.phones);
        add_found(tx, select_of_company(company).where(is_one_of_values("phone", phones)), found);
        StatementBuilder others("SELECT contact_id FROM contact_other_phones");
        others.where("company_id = ?", {company}).where(is_one_of_values("phone", phones));
        add_found(tx, others, found);
    }
    if (!keys.names.empty()) {
        std::vector<std::string> folded;
        for (const auto& name : keys.names) folded.push_back(fold(name));
        auto statement = select_of_company(company);
        statement.where(is_one_of_values("name_folded", parameters_of(folded)));
        statement.where(is_one_of_values("email", parameters_of(keys.emails))).where("phone IS NULL");
        add_found(tx, statement.add(" LIMIT 1000"), found);
    }
    std::ranges::sort(found);
    const auto repeated = std::ranges::unique(found);
    found.erase(repeated.begin(), repeated.end());
    return found;
}

}  // namespace rollcall::contacts
