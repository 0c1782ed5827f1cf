#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "contacts/contact_selection.hpp"

namespace rollcall::contacts {

enum class BulkAction {
    add_tag,
    remove_tag,
    add_to_segment,
    remove_from_segment,
    set_do_not_call,
    clear_do_not_call,
    delete_
};
BOOST_DESCRIBE_ENUM(BulkAction, add_tag, remove_tag, add_to_segment, remove_from_segment, set_do_not_call,
                    clear_do_not_call, delete_)

/// The same for several contacts at once.
struct BulkChange {
    std::vector<ContactId> contact_ids;  ///< at most max_selected_contacts
    BulkAction action;
    std::optional<std::string> tag;       ///< of the actions with a tag, and of no other
    std::optional<SegmentId> segment_id;  ///< of the actions with a segment, and of no other
};

/// Changes them all in one write, or none. Contacts that are out of scope are counted as not found. Who may call: see
/// contacts.hpp. Throws Error::invalid, also for a segment that is not in scope, for contacts of another company than
/// the segment's, and where a contact would have too many tags; Error::conflict for a segment that is a saved filter.
SelectionResult change_contacts_in_bulk(const access::Context& context, const BulkChange& change);

}  // namespace rollcall::contacts
