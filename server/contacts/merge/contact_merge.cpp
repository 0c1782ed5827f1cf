#include "contacts/merge/contact_merge.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "contacts/contact_input.hpp"
#include "contacts/contact_limits.hpp"
#include "contacts/contacts.hpp"
#include "contacts/segments/segment_contact_store.hpp"
#include "core/error.hpp"
#include "core/text.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

template <class T>
void fill(std::optional<T>& field, const std::optional<T>& other) {
    if (!field) field = other;
}

std::vector<std::string> united_tags(const Contact& into, const Contact& other) {
    std::map<std::string, std::string> by_caseless;
    for (const auto* contact : {&into, &other}) {
        for (const auto& tag : contact->tags) by_caseless.emplace(fold_case(tag), tag);
    }
    if (by_caseless.size() > max_tags) {
        throw Error::invalid("into", fmt::format("Together they have {} tags; the limit is {}. Remove some.",
                                                 by_caseless.size(), max_tags));
    }
    std::vector<std::string> tags;
    for (auto& [caseless, tag] : by_caseless) tags.push_back(std::move(tag));
    return tags;
}

/// It is one person: a consent that was withdrawn by one of the contacts is withdrawn.
std::optional<Consent> united_consent(const Contact& into, const Contact& other) {
    const auto is_withdrawn = [](const std::optional<Consent>& consent) { return consent && consent->withdrawn_at; };
    if (is_withdrawn(other.consent) && !is_withdrawn(into.consent)) return other.consent;
    return into.consent ? into.consent : other.consent;
}

Contact require_merge_target(Transaction& tx, const CurrentCaller& caller, const Contact& other, const ContactId& into,
                             Time now) {
    if (into == other.id) throw Error::invalid("into", "A contact cannot be merged into itself.");
    auto found = find_contact(tx, caller, into, now);
    if (!found || !access::decide(caller, Action::update_contact, found->rights).is_allowed()) {
        throw Error::invalid("into", "There is no such contact.");
    }
    if (found->contact.company_id != other.company_id) {
        throw Error::invalid("into", "Only contacts of one company can be merged.");
    }
    return std::move(found->contact);
}

std::vector<std::string> united_other_phones(const Contact& merged, const Contact& into, const Contact& other) {
    std::set<std::string> phones(into.other_phones.begin(), into.other_phones.end());
    phones.insert(other.other_phones.begin(), other.other_phones.end());
    if (other.phone && other.phone != merged.phone) phones.insert(*other.phone);
    if (phones.size() > max_other_phones) {
        throw Error::invalid("into", fmt::format("Together they have more than {} phone numbers.", max_other_phones));
    }
    return {phones.begin(), phones.end()};
}

void store_merged(Transaction& tx, const Contact& before, const Contact& after, const Contact& other) {
    copy_segments_of_contact(tx, other.id, after.id);
    delete_contact_row(tx, other.id);  // its phone numbers are free now
    update_contact_row(tx, before, after);
}

}  // namespace

Contact merged_contact(const Contact& into, const Contact& other) {
    auto merged = into;
    if (!merged.second_name && fold_case(other.name) != fold_case(into.name)) merged.second_name = other.name;
    fill(merged.second_name, other.second_name);
    fill(merged.phone, other.phone);
    merged.other_phones = united_other_phones(merged, into, other);
    fill(merged.email, other.email);
    fill(merged.job_title, other.job_title);
    fill(merged.time_zone, other.time_zone);
    merged.tags = united_tags(into, other);
    merged.own_fields.insert(other.own_fields.begin(), other.own_fields.end());
    merged.do_not_call = into.do_not_call || other.do_not_call;
    merged.consent = united_consent(into, other);
    return merged;
}

Contact merge_contact(const access::Context& context, const ContactId& id, const ExpectedVersion& expected,
                      const ContactId& into) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto other = require_contact(tx, caller, Action::delete_contact, id, now);
        expected.require(other.version);
        const auto before = require_merge_target(tx, caller, other, into, now);
        auto after = merged_contact(before, other);
        after.updated_at = now;
        store_merged(tx, before, after, other);

        audit::Changes changes(list_contact_changes(before, after));
        changes.add_initial("contact_id", audit::to_json(id.text()));
        audit::record(tx, now, caller, "contact.merged", into.text(), changes);
        audit::record(tx, now, caller, "contact.deleted", id.text(),
                      audit::Changes().add_initial("merged_into", audit::to_json(into.text())));
        return require_contact(tx, caller, Action::update_contact, into, now);
    });
}

}  // namespace rollcall::contacts
