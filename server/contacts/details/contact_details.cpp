#include "contacts/details/contact_details.hpp"

#include "access/decision.hpp"
#include "contacts/contacts.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using database::Transaction;

/// As calls may have them.
std::vector<calls::WrittenNumber> list_numbers(const Contact& contact) {
    auto phones = contact.other_phones;
    if (contact.phone) phones.push_back(*contact.phone);
    std::vector<calls::WrittenNumber> numbers;
    for (const auto& phone : phones) {
        for (const auto& writing : phone::list_phone_writings(phone, contact.company_country.value_or(""))) {
            numbers.push_back({writing});
        }
    }
    return numbers;
}

}  // namespace

database::Page<calls::CallSummary> list_contact_calls(Transaction& tx, const access::Caller& caller,
                                                      const ContactId& id, const database::PageRequest& request,
                                                      Time now) {
    const auto contact = require_contact(tx, caller, Action::view_contact, id, now);
    calls::CallFilter filter;
    filter.company = contact.company_id;
    filter.numbers = list_numbers(contact);
    return calls::list_calls(tx, caller, filter, request, now);
}

database::Page<audit::Entry> get_contact_history(const access::Context& context, const ContactId& id,
                                                 const database::PageRequest& request) {
    return context.read([&](Transaction& tx) {
        require_contact(tx, context.caller, Action::view_contact, id, context.now());
        return audit::list_entries(tx, {.subject = id.text()}, audit::EntryParts::without_details, request);
    });
}

}  // namespace rollcall::contacts
