#include "contacts/do_not_call/do_not_call_list.hpp"

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "contacts/input_checks.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

/// In whose way of writing phone numbers the entry's is read; empty for the whole account.
std::string require_country(Transaction& tx, const CurrentCaller& caller, const CreateDoNotCallEntry& input, Time now) {
    if (!input.company_id) {
        access::require(caller, Action::create_account_do_not_call_entries);
        return "";
    }
    const auto company =
        require_company_to_create_in(tx, caller, Action::create_do_not_call_entries, *input.company_id, now);
    return company.country.value_or("");
}

DoNotCallEntry new_entry(const CreateDoNotCallEntry& input, const std::string& country, Time now) {
    FieldCheck check;
    const auto phone = checked_phone(input.phone, country, check);
    DoNotCallEntry entry{.id = DoNotCallEntryId::make(now),
                         .company_id = input.company_id,
                         .phone = phone.value_or(""),
                         .reason = check.optional_line("reason", input.reason),
                         .created_at = now};
    check.finish();
    if (!phone) throw Error::invalid("phone", "This is required.");
    return entry;
}

DoNotCallEntry require_entry(Transaction& tx, const CurrentCaller& caller, Action action, const DoNotCallEntryId& id,
                             Time now) {
    auto found = find_do_not_call_entry(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();
    return std::move(found->entry);
}

}  // namespace

DoNotCallEntry create_do_not_call_entry(const access::Context& context, const CreateDoNotCallEntry& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto entry = new_entry(input, require_country(tx, caller, input, now), now);
        if (!insert_do_not_call_row(tx, entry)) throw Error::conflict("This number is already on the list.");
        audit::record(tx, now, caller, "do_not_call.created", entry.id.text());
        return require_entry(tx, caller, Action::create_do_not_call_entries, entry.id, now);
    });
}

void delete_do_not_call_entry(const access::Context& context, const DoNotCallEntryId& id) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        require_entry(tx, caller, Action::delete_do_not_call_entry, id, context.now());
        delete_do_not_call_row(tx, id);
        audit::record(tx, context.now(), caller, "do_not_call.deleted", id.text());
    });
}

database::Page<DoNotCallEntry> get_do_not_call_entries(const access::Context& context, const DoNotCallFilter& filter,
                                                       const database::PageRequest& request) {
    access::require(context.caller, Action::view_do_not_call_entries, access::rights_in_scope(context.caller));
    return context.read(
        [&](Transaction& tx) { return list_do_not_call_entries(tx, context.caller, filter, request, context.now()); });
}

}  // namespace rollcall::contacts
