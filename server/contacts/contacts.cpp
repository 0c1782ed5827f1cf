#include "contacts/contacts.hpp"

#include <fmt/format.h>

#include <array>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "companies/company_store.hpp"
#include "contacts/contact_input.hpp"
#include "contacts/do_not_call/deleted_contacts.hpp"
#include "contacts/input_checks.hpp"
#include "contacts/list/contact_list_store.hpp"
#include "contacts/segments/segment_filter.hpp"
#include "core/error.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

void require_free_phone(Transaction& tx, const Contact& contact) {
    if (!contact.phone) return;
    const auto other = find_contact_name_by_phone(tx, contact.company_id, *contact.phone, contact.id);
    if (!other) return;
    throw Error::phone_taken(fmt::format("\"{}\" already has this phone number.", other->name), other->id.text());
}

/// In whose way of writing phone numbers the filter's is read; empty where no company in scope is named.
std::string find_country_of_phone(Transaction& tx, const access::Context& context, const ContactFilterInput& input) {
    if (!input.phone || !input.company_id) return "";
    const auto found = companies::find_company(tx, context.caller, CompanyId(*input.company_id), context.now());
    const bool is_visible = found && access::decide(context.caller, Action::view_contact, found->rights).is_allowed();
    return is_visible ? found->company.country.value_or("") : "";
}

}  // namespace

Contact require_contact(Transaction& tx, const access::Caller& caller, Action action, const ContactId& id, Time now) {
    auto found = find_contact(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();  // an administrator may, but there is no such contact
    return std::move(found->contact);
}

Contact create_contact(const access::Context& context, const CreateContact& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto company = require_company_to_create_in(tx, caller, Action::create_contacts, input.company_id, now);
        const auto contact = new_contact(input, {company.country.value_or(""), list_own_fields(tx)}, now);
        require_free_phone(tx, contact);
        insert_contact_row(tx, contact);
        audit::record(tx, now, caller, "contact.created", contact.id.text());
        return require_contact(tx, caller, Action::create_contacts, contact.id, now);
    });
}

Contact update_contact(const access::Context& context, const ContactId& id, const ExpectedVersion& expected,
                       const UpdateContact& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto before = require_contact(tx, caller, Action::update_contact, id, now);
        expected.require(before.version);
        const auto after =
            changed_contact(before, input, {before.company_country.value_or(""), list_own_fields(tx)}, now);
        const auto changes = list_contact_changes(before, after);
        if (changes.empty()) return before;
        require_free_phone(tx, after);
        update_contact_row(tx, before, after);
        audit::record(tx, now, caller, "contact.updated", id.text(), changes);
        return require_contact(tx, caller, Action::update_contact, id, now);
    });
}

void delete_contact(const access::Context& context, const ContactId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto contact = require_contact(tx, caller, Action::delete_contact, id, context.now());
        expected.require(contact.version);
        delete_contacts(tx, caller, std::array{id}, context.now());
    });
}

Contact get_contact(const access::Context& context, const ContactId& id) {
    return context.read(
        [&](Transaction& tx) { return require_contact(tx, context.caller, Action::view_contact, id, context.now()); });
}

database::Page<Contact> get_contacts(const access::Context& context, const ContactFilterInput& input,
                                     const database::PageRequest& request) {
    access::require(context.caller, Action::view_contact, access::rights_in_scope(context.caller));
    return context.read([&](Transaction& tx) {
        FieldCheck check;
        const auto fields = input.own_fields.empty() ? std::vector<OwnField>() : list_own_fields(tx);
        auto filter = checked_contact_filter(input, fields, find_country_of_phone(tx, context, input), check);
        check.finish();
        resolve_segment(tx, context.caller, filter, context.now());
        return list_contacts(tx, context.caller, filter, request, context.now());
    });
}

}  // namespace rollcall::contacts
