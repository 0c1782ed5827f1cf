#include "contacts/bulk/bulk_changes.hpp"

#include <fmt/format.h>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "contacts/contact_limits.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/contact_tag_store.hpp"
#include "contacts/do_not_call/deleted_contacts.hpp"
#include "contacts/segments/segment_changes.hpp"
#include "core/error.hpp"
#include "core/field_check.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

bool has_tag(BulkAction action) { return action == BulkAction::add_tag || action == BulkAction::remove_tag; }
bool has_segment(BulkAction action) {
    return action == BulkAction::add_to_segment || action == BulkAction::remove_from_segment;
}

/// The tag, where the action has one.
std::string checked_parts(const BulkChange& change) {
    FieldCheck check;
    std::string tag;
    if (has_tag(change.action)) {
        tag = check.name("tag", change.tag.value_or(""));
    } else if (change.tag) {
        check.fail("tag", "This action has no tag.");
    }
    if (has_segment(change.action)) {
        if (!change.segment_id) check.fail("segment_id", "This is required.");
    } else if (change.segment_id) {
        check.fail("segment_id", "This action has no segment.");
    }
    check.finish();
    return tag;
}

Segment require_named_segment(Transaction& tx, const CurrentCaller& caller, const SegmentId& id, Time now) {
    auto found = find_segment(tx, caller, id, now);
    if (!found || !access::decide(caller, Action::update_segment, found->rights).is_allowed()) {
        throw Error::invalid("segment_id", "There is no such segment.");
    }
    return std::move(found->segment);
}

/// The contacts that are to be changed, in one write.
struct Bulk {
    Transaction& tx;
    const CurrentCaller& caller;
    const Selection& selection;
    Time now;

    SelectionResult record_update(const std::vector<ContactId>& changed, std::string_view field) const {
        std::vector<std::string_view> subjects;
        for (const auto& id : changed) subjects.emplace_back(id.text());
        audit::record_for_each(tx, now, caller, "contact.updated", subjects, audit::Changes().add(field));
        return selection.result(static_cast<std::int64_t>(changed.size()));
    }

    SelectionResult add_tag(const std::string& tag) const {
        const auto without = list_contacts_by_tag(tx, selection.ids(), tag, HasTag::no);
        if (const auto full = count_contacts_with_tags(tx, without, max_tags); full > 0) {
            throw Error::invalid("contact_ids",
                                 fmt::format("{} of these contacts already have {} tags, which is the limit. "
                                             "Nothing was changed.",
                                             full, max_tags));
        }
        insert_tag_rows(tx, without, tag);
        raise_contact_versions(tx, without, now);
        return record_update(without, "tags");
    }

    SelectionResult remove_tag(const std::string& tag) const {
        const auto with = list_contacts_by_tag(tx, selection.ids(), tag, HasTag::yes);
        delete_tag_rows(tx, with, tag);
        raise_contact_versions(tx, with, now);
        return record_update(with, "tags");
    }

    SelectionResult set_do_not_call(bool do_not_call) const {
        const auto others = list_contacts_by_do_not_call(tx, selection.ids(), !do_not_call);
        update_contact_do_not_call(tx, others, do_not_call, now);
        return record_update(others, "do_not_call");
    }

    SelectionResult remove() const {
        const auto ids = selection.ids();
        delete_contacts(tx, caller, ids, now);
        return selection.result(std::ssize(ids));
    }
};

SelectionResult change_in_bulk(const Bulk& bulk, BulkAction action, const std::string& tag) {
    switch (action) {
        case BulkAction::add_tag:
            return bulk.add_tag(tag);
        case BulkAction::remove_tag:
            return bulk.remove_tag(tag);
        case BulkAction::set_do_not_call:
            return bulk.set_do_not_call(true);
        case BulkAction::clear_do_not_call:
            return bulk.set_do_not_call(false);
        case BulkAction::delete_:
            return bulk.remove();
        case BulkAction::add_to_segment:
        case BulkAction::remove_from_segment:
            break;
    }
    throw std::logic_error("an action of segments");
}

}  // namespace

SelectionResult change_contacts_in_bulk(const access::Context& context, const BulkChange& change) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        const auto action = change.action == BulkAction::delete_ ? Action::delete_contact : Action::update_contact;
        access::require(caller, action, access::rights_in_scope(caller));
        const auto tag = checked_parts(change);
        if (has_segment(change.action)) {
            const auto segment = require_named_segment(tx, caller, change.segment_id.value(), now);
            const auto direction =
                change.action == BulkAction::add_to_segment ? SegmentChange::add : SegmentChange::remove;
            return change_segment_contacts(tx, caller, segment, direction, change.contact_ids, now);
        }
        const auto selection = select_contacts(tx, caller, change.contact_ids, now);
        return change_in_bulk({tx, caller, selection, now}, change.action, tag);
    });
}

}  // namespace rollcall::contacts
