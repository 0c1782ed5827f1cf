#pragma once

#include <span>
#include <vector>

#include "audit/audit_store.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/do_not_call/do_not_call_store.hpp"

/// The deletion of contacts, which makes nobody callable who has asked not to be called
/// (docs/decisions/0072-what-a-deleted-contact-leaves.md).
namespace rollcall::contacts {

/// An entry on the list of the company for each phone number of a contact that is marked do-not-call or has withdrawn
/// its consent; none for others.
std::vector<DoNotCallEntry> make_entries_of_deleted_contact(const Contact& contact, Time now);

/// Deletes contacts, which leave these entries, and records both.
void delete_contacts(database::Transaction& tx, const audit::Actor& actor, std::span<const ContactId> ids, Time now);

}  // namespace rollcall::contacts
