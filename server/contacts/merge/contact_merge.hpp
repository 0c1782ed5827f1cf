#pragma once

#include "access/context.hpp"
#include "contacts/contact_store.hpp"

namespace rollcall::contacts {

/// Merges the contact into another one of its company, which stays: its empty fields are filled, both have their tags,
/// segments and phone numbers together, and what forbids calls wins. Calls of both are found by their numbers. Who may
/// call: see contacts.hpp. The version is that of the contact that is deleted. Throws Error::not_found, and
/// Error::invalid for an `into` that is not in scope, of another company or the contact itself, and where they have too
/// many tags or phone numbers together.
Contact merge_contact(const access::Context& context, const ContactId& id, const ExpectedVersion& expected,
                      const ContactId& into);

/// The contact that stays. Throws Error::invalid for too many tags or phone numbers.
Contact merged_contact(const Contact& into, const Contact& other);

}  // namespace rollcall::contacts
