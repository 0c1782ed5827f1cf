#include "contacts/imports/import_chunk.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "companies/company_store.hpp"
#include "contacts/imports/import_limits.hpp"
#include "contacts/imports/row_contact_store.hpp"
#include "contacts/segments/segment_contact_store.hpp"
#include "contacts/segments/segment_store.hpp"
#include "core/error.hpp"
#include "erased_numbers/erased_numbers.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using database::Transaction;

std::map<ContactId, Contact> find_contacts(Transaction& tx, const std::vector<ContactId>& ids) {
    std::map<ContactId, Contact> found;
    for (auto& contact : list_contacts_by_id(tx, ids)) {
        const auto id = contact.id;
        found.emplace(id, std::move(contact));
    }
    return found;
}

bool is_api_token_valid(Transaction& tx, const ApiTokenId& token, Time now) try {
    (void)access::get_current_caller_at(tx, {.member = {}, .api_token = token}, now);
    return true;
} catch (const Error& error) {
    if (error.code() != ErrorCode::not_signed_in) throw;
    return false;
}

void restore(Transaction& tx, const Contact& now, const ImportPlan::Update& update, bool is_untouched,
             const MemberId& member, Time time, UndoCounts& counts) {
    auto undone = undo_update(now, update);
    undone.updated_at = is_untouched ? update.before.updated_at : time;
    if (const auto changes = list_contact_changes(now, undone); !changes.empty()) {
        update_contact_row(tx, now, undone);
        audit::record(tx, time, audit::Actor(member, audit::ActorKind::worker), "contact.updated", now.id.text(),
                      changes);
    }
    ++(is_untouched ? counts.restored : counts.kept);
}

/// An import says when it created a contact, and undoing it says it again: see is_untouched_since.
bool is_untouched_since_creation(const Contact& contact) {
    return contact.version == 1 || contact.updated_at == contact.created_at;
}

std::set<std::string> find_erased_phones(Transaction& tx, const SealingKey& key, const UndoLog& log) {
    std::vector<std::string> phones;
    for (const auto& [before, after] : log.updated) {
        if (before.phone && before.phone != after.phone) phones.push_back(*before.phone);
    }
    return erased_numbers::find_erased_numbers(tx, key, phones);
}

/// A number that somebody has given to another contact since stays with that one.
bool is_phone_taken(Transaction& tx, const Contact& now, const std::optional<std::string>& phone) {
    return phone && phone != now.phone && find_contact_name_by_phone(tx, now.company_id, *phone, now.id).has_value();
}

}  // namespace

std::optional<std::string> find_stop_reason(Transaction& tx, const ContactImport& import, Time now) {
    const auto member = import.member_id ? access::find_current_member(tx, *import.member_id) : std::nullopt;
    if (!member) return "The member who started it is suspended or removed.";
    if (import.api_token_id && !is_api_token_valid(tx, *import.api_token_id, now)) {
        return "The API token that started it was revoked or has expired.";
    }
    const auto company = companies::find_company(tx, *member, import.company_id, now);
    if (!company || !access::decide(*member, Action::update_contact_import, company->rights).is_allowed()) {
        return "The member who started it no longer has access to the CRM or to this company.";
    }
    if (import.segment_id && import.state == ImportState::running &&
        !find_segment(tx, *member, *import.segment_id, now))
        return "Its segment was deleted.";
    return std::nullopt;
}

ImportReading make_reading(const ContactImport& import, std::vector<OwnField> own_fields) {
    return {.company = import.company_id,
            .columns = import.columns,
            .setting = {import.company_country.value_or(""), std::move(own_fields)},
            .delimiter = import.delimiter};
}

std::vector<ImportRow> read_import_rows(CsvReader& reader, const ImportReading& reading, std::size_t count, Time now) {
    std::vector<ImportRow> rows;
    std::size_t bytes = 0;
    while (rows.size() < count && bytes < import_chunk_bytes) {
        auto row = reader.next();
        if (!row) break;
        bytes += row->bytes;
        rows.push_back(read_import_row(std::move(*row), reading, now));
    }
    return rows;
}

std::vector<Contact> list_contacts_of_rows(Transaction& tx, const CompanyId& company,
                                           const std::vector<ImportRow>& rows) {
    RowKeys keys;
    for (const auto& row : rows) {
        if (row.refused) continue;
        if (row.id) keys.ids.push_back(*row.id);
        if (row.contact.phone) {
            keys.phones.push_back(*row.contact.phone);
        } else if (row.has_name && row.contact.email) {
            keys.names.push_back(row.contact.name);
            keys.emails.push_back(*row.contact.email);
        }
    }
    return list_contacts_by_id(tx, list_contacts_of_row_keys(tx, company, keys));
}

void refuse_erased_rows(Transaction& tx, const SealingKey& key, std::vector<ImportRow>& rows) {
    std::vector<std::string> phones;
    for (const auto& row : rows) {
        if (!row.refused && row.contact.phone) phones.push_back(*row.contact.phone);
    }
    const auto erased = erased_numbers::find_erased_numbers(tx, key, phones);
    for (auto& row : rows) {
        if (row.refused || !row.contact.phone || !erased.contains(*row.contact.phone)) continue;
        row.refused = "Everything about this phone number was erased.";
        row.cells.clear();
    }
}

UndoCounts undo_chunk(Transaction& tx, const SealingKey& key, const ContactImport& import, const UndoLog& log,
                      Time now) {
    UndoCounts counts;
    if (import.segment_id) delete_segment_contact_rows(tx, *import.segment_id, log.added_to_segment);
    auto ids = log.created;
    for (const auto& update : log.updated) ids.push_back(update.after.id);
    const auto contacts = find_contacts(tx, ids);
    for (const auto& id : log.created) {
        const auto found = contacts.find(id);
        if (found == contacts.end()) {
            ++counts.gone;
        } else if (is_untouched_since_creation(found->second)) {
            delete_contact_row(tx, id);
            ++counts.deleted;
        } else {
            ++counts.kept;
        }
    }
    const auto erased = find_erased_phones(tx, key, log);
    // The other way round: the last one that got a number gives it back first.
    for (const auto& update : log.updated | std::views::reverse) {
        const auto found = contacts.find(update.after.id);
        if (found == contacts.end()) {
            ++counts.gone;
            continue;
        }
        const auto& contact = found->second;
        const auto& phone = update.before.phone;
        if (!is_phone_taken(tx, contact, phone) && !(phone && erased.contains(*phone))) {
            restore(tx, contact, update, is_untouched_since(contact, update), import.member_id.value(), now, counts);
            continue;
        }
        auto without_phone = update;
        without_phone.before.phone = without_phone.after.phone;
        restore(tx, contact, without_phone, false, import.member_id.value(), now, counts);
    }
    return counts;
}

}  // namespace rollcall::contacts
