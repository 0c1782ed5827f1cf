#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "contacts/contact_selection_store.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/list/contact_count_store.hpp"
#include "contacts/segments/segment_filter.hpp"
#include "contacts/segments/segment_store.hpp"
#include "core/change.hpp"
#include "core/etag.hpp"

/// Segments: named sets of contacts of one company. Who may call: callers with access_crm and the company in scope; for
/// anybody else a segment does not exist, or Error permission_missing is thrown.
namespace rollcall::contacts {

/// A segment as it is shown.
struct SegmentView {
    Segment segment;
    ContactCount count;
    /// What is wrong with its filter since something that it names was deleted; nothing matches it then.
    FieldErrors filter_problems;
};

struct CreateSegment {
    CompanyId company_id;
    std::string name;
    std::optional<std::string> description;
    SegmentKind kind;
    std::optional<boost::json::object> filter;  ///< of the kind filter, and of no other
};

/// Throws Error::invalid, also for a company that is not in scope, and Error::conflict where the company has a segment
/// of that name.
SegmentView create_segment(const access::Context& context, const CreateSegment& input);

struct UpdateSegment {
    Change<std::string> name;
    Change<std::string> description;
    Change<boost::json::object> filter;  ///< replaced as a whole
};

/// Throws Error::not_found, Error::changed_meanwhile, Error::invalid and Error::conflict.
SegmentView update_segment(const access::Context& context, const SegmentId& id, const ExpectedVersion& expected,
                           const UpdateSegment& input);

/// Deletes the segment; its contacts stay. Throws Error::not_found and Error::changed_meanwhile.
void delete_segment(const access::Context& context, const SegmentId& id, const ExpectedVersion& expected);

/// Throws Error::not_found.
SegmentView get_segment(const access::Context& context, const SegmentId& id, Counting counting);

database::Page<SegmentView> get_segments(const access::Context& context, const SegmentChoice& choice,
                                         const database::PageRequest& request);

/// The contacts that are in the segment now. Throws Error::not_found.
database::Page<Contact> get_segment_contacts(const access::Context& context, const SegmentId& id,
                                             const database::PageRequest& request);

/// The segment for `action`. Throws Error::not_found and permission_missing.
Segment require_segment(database::Transaction& tx, const access::Caller& caller, access::Action action,
                        const SegmentId& id, Time now);

}  // namespace rollcall::contacts
