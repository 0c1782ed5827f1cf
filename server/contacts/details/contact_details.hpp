#pragma once

#include "access/context.hpp"
#include "audit/audit_store.hpp"
#include "calls/listing/scoped_calls.hpp"
#include "contacts/contact_store.hpp"

/// What belongs to one contact. Who may call: see contacts.hpp. Throws Error::not_found and permission_missing.
namespace rollcall::contacts {

/// The calls with one of the contact's phone numbers: of the agents of its company, as far as they are in the caller's
/// scope. Calls and contacts are linked by the number, whichever was created first.
database::Page<calls::CallSummary> list_contact_calls(database::Transaction& tx, const access::Caller& caller,
                                                      const ContactId& id, const database::PageRequest& request,
                                                      Time now);

/// What was done to the contact, by whom.
database::Page<audit::Entry> get_contact_history(const access::Context& context, const ContactId& id,
                                                 const database::PageRequest& request);

}  // namespace rollcall::contacts
