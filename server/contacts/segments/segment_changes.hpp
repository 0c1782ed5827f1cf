#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "access/context.hpp"
#include "contacts/contact_selection.hpp"
#include "contacts/segments/segment_store.hpp"

/// Contacts are put into static segments, and taken out of them. Who may call: see segments.hpp. Throws
/// Error::not_found, Error::conflict for a saved filter, and Error::invalid for contacts of another company and for too
/// many ids.
namespace rollcall::contacts {

SelectionResult add_contacts_to_segment(const access::Context& context, const SegmentId& id,
                                        const std::vector<ContactId>& contacts);
/// Adds the contacts of its company that match, as a filter of a segment says. Many are added in many writes, in each
/// of which the caller must still have the right to. Throws Error::unavailable where they are not done after a while.
/// One that was interrupted can be repeated, and only reads those that it has added before.
SelectionResult add_matching_contacts_to_segment(const access::Context& context, const SegmentId& id,
                                                 const boost::json::object& filter);

SelectionResult remove_contacts_from_segment(const access::Context& context, const SegmentId& id,
                                             const std::vector<ContactId>& contacts);

enum class SegmentChange { add, remove };

/// The same inside a write.
SelectionResult change_segment_contacts(database::Transaction& tx, const access::CurrentCaller& caller,
                                        const Segment& segment, SegmentChange change,
                                        const std::vector<ContactId>& contacts, Time now);

}  // namespace rollcall::contacts
