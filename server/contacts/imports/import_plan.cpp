#include "contacts/imports/import_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "contacts/contact_limits.hpp"
#include "core/text.hpp"

namespace rollcall::contacts {

namespace {

template <class T>
void apply(std::optional<T>& value, const std::optional<T>& row, ExistingContacts existing) {
    if (row && (!value || existing == ExistingContacts::overwrite)) value = row;
}

void add_tags(std::vector<std::string>& tags, const std::vector<std::string>& more) {
    if (more.empty()) return;
    std::map<std::string, std::string> by_caseless;
    for (const auto& tag : tags) by_caseless.emplace(fold_case(tag), tag);
    for (const auto& tag : more) by_caseless.emplace(fold_case(tag), tag);
    tags.clear();
    for (auto& [caseless, tag] : by_caseless) tags.push_back(std::move(tag));
}

/// A consent that was given stays, but can be withdrawn by the file that overwrites it; one that was withdrawn stays.
void apply_consent(std::optional<Consent>& consent, const std::optional<Consent>& row, ExistingContacts existing) {
    if (!row) return;
    if (!consent) {
        consent = row;
    } else if (existing == ExistingContacts::overwrite && !consent->withdrawn_at && row->withdrawn_at) {
        consent->withdrawn_at = std::max(*row->withdrawn_at, consent->at);
    }
}

/// Whether both say the same of a person.
bool has_same_content(const Contact& one, const Contact& other) { return list_contact_changes(one, other).empty(); }

}  // namespace

void RowCounts::add(RowOutcome outcome) {
    switch (outcome) {
        case RowOutcome::created:
            ++created;
            break;
        case RowOutcome::updated:
            ++updated;
            break;
        case RowOutcome::unchanged:
            ++unchanged;
            break;
        case RowOutcome::skipped:
            ++skipped;
            break;
        case RowOutcome::refused:
            ++refused;
            break;
    }
}

Contact apply_row(const Contact& before, const Contact& row, bool has_name, ExistingContacts existing) {
    auto after = before;
    if (has_name && existing == ExistingContacts::overwrite) after.name = row.name;
    apply(after.second_name, row.second_name, existing);
    const bool is_other_phone =
        row.phone && std::ranges::find(before.other_phones, *row.phone) != before.other_phones.end();
    if (!is_other_phone) apply(after.phone, row.phone, existing);
    apply(after.email, row.email, existing);
    apply(after.job_title, row.job_title, existing);
    apply(after.time_zone, row.time_zone, existing);
    apply_consent(after.consent, row.consent, existing);
    after.do_not_call = before.do_not_call || row.do_not_call;
    add_tags(after.tags, row.tags);
    for (const auto& [key, value] : row.own_fields) {
        if (existing == ExistingContacts::overwrite) {
            after.own_fields[key] = value;
        } else {
            after.own_fields.emplace(key, value);
        }
    }
    return after;
}

ImportPlan::ImportPlan(ExistingContacts existing, std::vector<Contact> contacts) : existing_(existing) {
    for (auto& contact : contacts) {
        if (by_id_.contains(contact.id)) continue;
        add_entry({.before = contact, .after = contact});
    }
}

void ImportPlan::add_entry(Entry entry) {
    const auto index = entries_.size();
    const auto& contact = entry.after;
    by_id_.emplace(contact.id, index);
    if (contact.phone) by_phone_.emplace(*contact.phone, index);
    for (const auto& phone : contact.other_phones) by_phone_.emplace(phone, index);
    if (!contact.phone && contact.email) {
        by_name_and_email_.emplace(std::pair(fold_case(contact.name), *contact.email), index);
    }
    entries_.push_back(std::move(entry));
}

std::size_t ImportPlan::find_entry(const ImportRow& row) const {
    if (row.id) {
        if (const auto found = by_id_.find(*row.id); found != by_id_.end()) return found->second;
    }
    if (row.contact.phone) {
        const auto found = by_phone_.find(*row.contact.phone);
        return found == by_phone_.end() ? none : found->second;
    }
    if (!row.has_name || !row.contact.email) return none;
    const std::pair key(fold_case(row.contact.name), *row.contact.email);
    return by_name_and_email_.count(key) == 1 ? by_name_and_email_.find(key)->second : none;
}

std::optional<std::string> ImportPlan::find_phone_problem(std::size_t index, const Contact& after) const {
    const auto& entry = entries_[index];
    if (!after.phone || after.phone == entry.after.phone) return std::nullopt;
    const auto holder = by_phone_.find(*after.phone);
    if (holder != by_phone_.end() && holder->second != index) {
        return "Another contact of the company has this phone number.";
    }
    // Two contacts that exchange their numbers could not be stored one after the other.
    const bool is_back = entry.before && entry.before->phone == after.phone;
    if (entry.number_change > 0 && replaced_phones_.contains(*after.phone) && !is_back) {
        return "Rows before it in the file give this contact another phone number, and this one was another contact's. "
               "Import this row again.";
    }
    return std::nullopt;
}

void ImportPlan::move_phone(std::size_t index, const Contact& after) {
    auto& entry = entries_[index];
    if (!after.phone || after.phone == entry.after.phone) return;
    if (entry.number_change == 0) entry.number_change = ++number_changes_;
    if (entry.after.phone) {
        by_phone_.erase(*entry.after.phone);
        replaced_phones_.insert(*entry.after.phone);
    }
    by_phone_.emplace(*after.phone, index);
}

RowOutcome ImportPlan::add(ImportRow& row, Time now) {
    const auto refuse = [&](std::string reason) {
        row.refused = std::move(reason);
        return RowOutcome::refused;
    };
    if (row.refused) return RowOutcome::refused;
    const auto index = find_entry(row);
    if (index == none) {
        if (!row.has_name) return refuse("The name is missing.");
        add_entry({.before = std::nullopt, .after = row.contact, .is_touched = true});
        return RowOutcome::created;
    }
    auto& entry = entries_[index];
    // A file that is skipped where contacts exist says nothing wrong where it says the same.
    const auto applied = existing_ == ExistingContacts::skip ? ExistingContacts::overwrite : existing_;
    auto after = apply_row(entry.after, row.contact, row.has_name, applied);
    if (auto problem = find_phone_problem(index, after)) return refuse(std::move(*problem));
    if (after.tags.size() > max_tags) return refuse(fmt::format("The contact would have more than {} tags.", max_tags));
    entry.is_touched = true;
    if (has_same_content(entry.after, after)) return RowOutcome::unchanged;
    if (existing_ == ExistingContacts::skip) return RowOutcome::skipped;
    move_phone(index, after);
    after.updated_at = now;
    entry.after = std::move(after);
    return RowOutcome::updated;
}

std::vector<Contact> ImportPlan::created() const {
    std::vector<Contact> contacts;
    for (const auto& entry : entries_) {
        if (!entry.before) contacts.push_back(entry.after);
    }
    return contacts;
}

std::vector<ImportPlan::Update> ImportPlan::updated() const {
    std::vector<const Entry*> changed;
    for (const auto& entry : entries_) {
        if (entry.before && !has_same_content(*entry.before, entry.after)) changed.push_back(&entry);
    }
    std::ranges::stable_sort(changed, {}, &Entry::number_change);
    std::vector<Update> updates;
    for (const auto* entry : changed) updates.push_back({*entry->before, entry->after});
    return updates;
}

std::vector<ContactId> ImportPlan::existing() const {
    std::vector<ContactId> ids;
    for (const auto& entry : entries_) {
        if (entry.before && entry.is_touched) ids.push_back(entry.after.id);
    }
    return ids;
}

}  // namespace rollcall::contacts
