#include "contacts/contacts_of_number_store.hpp"

#include <fmt/format.h>

#include "database/described_row.hpp"

namespace rollcall::contacts {

namespace {

using database::Transaction;

// By company, as the index of contacts is.
const auto select_of_number = fmt::format(R"(
    SELECT {0} FROM contacts c WHERE c.company_id IN (SELECT id FROM companies) AND c.phone = $1
    UNION ALL
    SELECT {0} FROM contact_other_phones o JOIN contacts c ON c.id = o.contact_id
    WHERE o.phone = $1)",
                                          database::columns_of<ContactOfNumber>("c"));
constexpr auto select_phones_after = R"(
    SELECT phone FROM contacts WHERE phone > $1
    UNION SELECT phone FROM contact_other_phones WHERE phone > $1
    UNION SELECT phone FROM do_not_call_entries WHERE phone > $1
    ORDER BY phone LIMIT $2)";

}  // namespace

std::vector<ContactOfNumber> list_contacts_of_number(Transaction& tx, const std::string& phone) {
    return tx.all(select_of_number, database::read_row<ContactOfNumber>, phone);
}

std::vector<std::string> list_phones_after(Transaction& tx, const std::string& phone, std::int64_t limit) {
    return tx.all(
        select_phones_after, [](const database::Row& row) { return row.text(0); }, phone, limit);
}

}  // namespace rollcall::contacts
