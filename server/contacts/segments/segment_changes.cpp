#include "contacts/segments/segment_changes.hpp"

#include <fmt/format.h>

#include <chrono>
#include <set>

#include "audit/audit_store.hpp"
#include "contacts/contact_selection.hpp"
#include "contacts/segments/segment_contact_store.hpp"
#include "contacts/segments/segments.hpp"
#include "core/error.hpp"

namespace rollcall::contacts {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

constexpr std::int64_t contacts_added_at_once = 500;
/// Nobody waits longer for an answer, and a server that stops waits no longer for the request.
constexpr auto longest_adding = std::chrono::seconds(30);

void require_static(const Segment& segment) {
    if (segment.kind == SegmentKind::static_) return;
    throw Error::conflict("This segment is a saved filter: its contacts are those that match. Change its filter.");
}

void record_change(Transaction& tx, const CurrentCaller& caller, const SegmentId& segment, SegmentChange change,
                   std::int64_t contacts, Time now) {
    if (contacts == 0) return;
    const auto action = change == SegmentChange::add ? "segment.contacts_added" : "segment.contacts_removed";
    audit::record(tx, now, caller, action, segment.text(), audit::Changes().add_initial("contacts", contacts));
}

SelectionResult change_contacts(const access::Context& context, const SegmentId& id, SegmentChange change,
                                const std::vector<ContactId>& contacts) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto segment = require_segment(tx, caller, Action::update_segment, id, context.now());
        return change_segment_contacts(tx, caller, segment, change, contacts, context.now());
    });
}

/// Some of the contacts that match a filter.
struct MatchingPart {
    std::vector<ContactId> in_segment;
    std::vector<ContactId> others;
    std::optional<CreationPosition> last;  // nothing where there are no further ones
};

/// Those after that position, for somebody who may add them.
MatchingPart read_matching_part(Transaction& tx, const access::Context& context, const SegmentId& id,
                                const boost::json::object& input, const CreationPosition& position) {
    const auto caller = access::get_current_caller(tx, context.caller);
    const auto segment = require_segment(tx, caller, Action::update_segment, id, context.now());
    require_static(segment);
    FieldCheck check;
    const auto filter = read_segment_filter(input, segment.company_id, list_own_fields(tx), check);
    check.finish();
    const auto matching = list_matching_contacts_after(tx, filter, position, contacts_added_at_once);
    MatchingPart part;
    for (const auto& contact : matching) part.others.push_back(contact.id);
    part.in_segment = list_contacts_in_segment(tx, id, part.others);
    const std::set<ContactId> in_segment(part.in_segment.begin(), part.in_segment.end());
    std::erase_if(part.others, [&](const ContactId& contact) { return in_segment.contains(contact); });
    if (std::ssize(matching) == contacts_added_at_once) part.last = matching.back();
    return part;
}

}  // namespace

SelectionResult change_segment_contacts(Transaction& tx, const CurrentCaller& caller, const Segment& segment,
                                        SegmentChange change, const std::vector<ContactId>& contacts, Time now) {
    require_static(segment);
    const auto selection = select_contacts(tx, caller, contacts, now);
    for (const auto& contact : selection.contacts) {
        if (contact.company != segment.company_id) {
            throw Error::invalid("contact_ids",
                                 fmt::format("Some of these contacts are not of {}, whose segment this is. "
                                             "Nothing was changed.",
                                             segment.company_name));
        }
    }
    const auto ids = selection.ids();
    const auto changed = change == SegmentChange::add ? insert_segment_contact_rows(tx, segment.id, ids)
                                                      : delete_segment_contact_rows(tx, segment.id, ids);
    record_change(tx, caller, segment.id, change, changed, now);
    return selection.result(changed);
}

SelectionResult add_contacts_to_segment(const access::Context& context, const SegmentId& id,
                                        const std::vector<ContactId>& contacts) {
    return change_contacts(context, id, SegmentChange::add, contacts);
}

SelectionResult add_matching_contacts_to_segment(const access::Context& context, const SegmentId& id,
                                                 const boost::json::object& input) {
    const auto end = context.now() + longest_adding;
    SelectionResult result;
    CreationPosition position;
    for (;;) {
        const auto part =
            context.read([&](Transaction& tx) { return read_matching_part(tx, context, id, input, position); });
        result.unchanged += std::ssize(part.in_segment);
        if (!part.others.empty()) {
            const auto added = change_contacts(context, id, SegmentChange::add, part.others);
            result.changed += added.changed;
            result.unchanged += added.unchanged;
        }
        if (!part.last) return result;
        position = *part.last;
        if (context.now() > end) {
            throw Error::unavailable("Only some of the contacts were added in time. Send it again to add the others.");
        }
    }
}

SelectionResult remove_contacts_from_segment(const access::Context& context, const SegmentId& id,
                                             const std::vector<ContactId>& contacts) {
    return change_contacts(context, id, SegmentChange::remove, contacts);
}

}  // namespace rollcall::contacts
