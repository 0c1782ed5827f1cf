#include "contacts/list/contact_list_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/scope_store.hpp"
#include "contacts/list/contact_condition_store.hpp"

namespace rollcall::contacts {

namespace {

using database::ListQuery;
using database::PageRequest;
using database::SqlFragment;
using database::StatementBuilder;
using database::Transaction;

using Conditions = std::vector<ContactCondition>;

/// A page of ids. `query` is about contacts `c`.
database::Page<ContactId> page_of_ids(Transaction& tx, const ListQuery& query, const PageRequest& request) {
    return query.page(tx, request, [](const database::Row& row) { return row.id<ContactId>(0); });
}

ListQuery query_of(std::string_view from, const SqlFragment& values, const Conditions& conditions) {
    ListQuery query("c.id", from, "c.id", values.values);
    add_contact_conditions(query, conditions);
    return query;
}

/// The candidates, read and sorted. SQLite reads the tables of a CROSS JOIN in their order.
ListQuery query_of_candidates(const SqlFragment& candidates, const Conditions& conditions) {
    auto query = query_of(
        fmt::format("(SELECT DISTINCT contact_id FROM ({}) listed) found CROSS JOIN contacts c", candidates.sql),
        candidates, conditions);
    query.where("c.id = found.contact_id");
    return query;
}

database::Page<ContactId> list_ids(Transaction& tx, const access::Scope& scope, const ContactFilter& filter,
                                   const PageRequest& request) {
    const auto conditions = contact_conditions_of(filter);
    const auto candidates = find_contact_candidates(tx, conditions, filter.company);
    auto query = candidates ? query_of_candidates(*candidates, conditions) : query_of("contacts c", {}, conditions);
    if (filter.company) query.where("c.company_id = ?", {*filter.company});
    if (!scope.is_everything()) query.where(scope.includes("c.company_id"));
    return page_of_ids(tx, query, request);
}

}  // namespace

database::Page<Contact> list_contacts(Transaction& tx, const access::Caller& caller, const ContactFilter& filter,
                                      const PageRequest& request, Time now) {
    const auto scope = access::companies_with(caller, access::Permission::access_crm, now);
    auto ids = list_ids(tx, scope, filter, request);
    return {list_contacts_by_id(tx, ids.items), std::move(ids.next_cursor), std::move(ids.previous_cursor), ids.total};
}

}  // namespace rollcall::contacts
