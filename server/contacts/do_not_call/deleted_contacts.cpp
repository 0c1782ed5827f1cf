#include "contacts/do_not_call/deleted_contacts.hpp"

#include <string_view>

#include "contacts/contact_selection_store.hpp"

namespace rollcall::contacts {

namespace {

constexpr auto reason_of_entries = "The contact with this number was deleted.";

template <class Tag>
void record_each(database::Transaction& tx, const audit::Actor& actor, std::string_view action,
                 std::span<const Id<Tag>> ids, Time now) {
    std::vector<std::string_view> subjects;
    for (const auto& id : ids) subjects.emplace_back(id.text());
    audit::record_for_each(tx, now, actor, action, subjects);
}

}  // namespace

std::vector<DoNotCallEntry> make_entries_of_deleted_contact(const Contact& contact, Time now) {
    const bool has_withdrawn_consent = contact.consent && contact.consent->withdrawn_at;
    if (!contact.do_not_call && !has_withdrawn_consent) return {};
    auto phones = contact.other_phones;
    if (contact.phone) phones.push_back(*contact.phone);
    std::vector<DoNotCallEntry> entries;
    for (auto& phone : phones) {
        entries.push_back({.id = DoNotCallEntryId::make(now),
                           .company_id = contact.company_id,
                           .phone = std::move(phone),
                           .created_at = now});
    }
    return entries;
}

void delete_contacts(database::Transaction& tx, const audit::Actor& actor, std::span<const ContactId> ids, Time now) {
    std::vector<DoNotCallEntry> entries;
    const auto not_to_call = list_contacts_not_to_call(tx, ids);
    for_each_part_of_ids(std::span<const ContactId>(not_to_call), [&](std::span<const ContactId> part) {
        for (const auto& contact : list_contacts_by_id(tx, part)) {
            std::ranges::move(make_entries_of_deleted_contact(contact, now), std::back_inserter(entries));
        }
    });
    for (auto& entry : entries) entry.reason = reason_of_entries;
    const auto listed = insert_do_not_call_rows(tx, entries);
    delete_contact_rows(tx, ids);
    record_each(tx, actor, "contact.deleted", ids, now);
    record_each(tx, actor, "do_not_call.created", std::span<const DoNotCallEntryId>(listed), now);
}

}  // namespace rollcall::contacts
