#pragma once

#include "contacts/contact_store.hpp"
#include "contacts/list/contact_filter.hpp"
#include "database/page.hpp"

namespace rollcall::contacts {

inline constexpr database::SortColumn contact_sorts[] = {
    {"name", "c.name_folded"},
    {"created_at", "c.created_at", database::SortColumn::Type::integer},
};

/// The contacts of the companies in the caller's scope that match; none without access_crm.
database::Page<Contact> list_contacts(database::Transaction& tx, const access::Caller& caller,
                                      const ContactFilter& filter, const database::PageRequest& request, Time now);

}  // namespace rollcall::contacts
