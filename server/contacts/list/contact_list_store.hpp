#pragma once

#include "contacts/contact_store.hpp"
#include "contacts/list/contact_filter.hpp"
#include "database/page.hpp"

namespace rollcall::contacts {

inline constexpr database::SortColumn contact_sorts[] = {
    {"name", "c.name_folded"},
    {"created_at", "c.created_at", database::SortColumn::Type::integer},
};

/// The order of a search, ascending only: first those in whose texts each word begins a word, then the others; the
/// newest of each first.
inline constexpr database::SortColumn best_contact_match{"best_match", "", database::SortColumn::Type::integer};

/// The contacts of the companies in the caller's scope that match; none without access_crm. To be sorted by
/// `best_contact_match` there must be a search.
database::Page<Contact> list_contacts(database::Transaction& tx, const access::Caller& caller,
                                      const ContactFilter& filter, const database::PageRequest& request, Time now);

}  // namespace rollcall::contacts
