#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "contacts/list/contact_filter.hpp"
#include "contacts/own_fields/own_field_store.hpp"
#include "contacts/segments/segment_store.hpp"
#include "core/field_check.hpp"

namespace rollcall::contacts {

/// Which contacts of `company` a filter in the form of the API names; `check` notes what is wrong, by its path in
/// `filter`.
ContactFilter read_segment_filter(const boost::json::object& filter, const CompanyId& company,
                                  const std::vector<OwnField>& fields, FieldCheck& check);

/// Which contacts are in a segment.
struct SegmentFilter {
    ContactFilter filter;
    /// What is wrong with a saved filter since an own field, or a choice of one, was deleted, or the phone number that
    /// it searches for was erased. Nothing matches it then: it must not become wider than somebody has made it.
    FieldErrors problems;
};
SegmentFilter filter_of_segment(const Segment& segment, const std::vector<OwnField>& fields);

/// Puts what `filter.segment` means in its place. Nothing matches where the segment is unknown or out of scope.
void resolve_segment(database::Transaction& tx, const access::Caller& caller, ContactFilter& filter, Time now);

}  // namespace rollcall::contacts
