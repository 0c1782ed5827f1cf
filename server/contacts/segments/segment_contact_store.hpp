#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "contacts/list/contact_filter.hpp"
#include "core/id.hpp"
#include "database/database.hpp"

/// Which contacts are in static segments.
namespace rollcall::contacts {

/// Contacts that are in the segment already stay in it. Returns how many were added.
std::int64_t insert_segment_contact_rows(database::Transaction& tx, const SegmentId& segment,
                                         std::span<const ContactId> contacts);

/// Returns how many were in it.
std::int64_t delete_segment_contact_rows(database::Transaction& tx, const SegmentId& segment,
                                         std::span<const ContactId> contacts);

/// Puts `to` into the segments in which `from` is.
void copy_segments_of_contact(database::Transaction& tx, const ContactId& from, const ContactId& to);

/// Those of the contacts that are in the segment.
std::vector<ContactId> list_contacts_in_segment(database::Transaction& tx, const SegmentId& segment,
                                                const std::vector<ContactId>& contacts);

/// How many contacts are in the segment; counting stops at `limit`.
std::int64_t count_segment_contacts(database::Transaction& tx, const SegmentId& segment, std::int64_t limit);

/// A contact's position in the order of creation.
struct CreationPosition {
    std::int64_t created_at = 0;
    ContactId id;
};
BOOST_DESCRIBE_STRUCT(CreationPosition, (), (created_at, id))

/// The first contacts that match and were created after that position, at most `limit`, in the order of creation, which
/// no change of a contact moves. Of one company, which the caller has in scope.
std::vector<CreationPosition> list_matching_contacts_after(database::Transaction& tx, const ContactFilter& filter,
                                                           const CreationPosition& position, std::int64_t limit);

/// Notes that all contacts of a segment that is being deleted are to be taken out of it.
void insert_deleted_segment_row(database::Transaction& tx, const SegmentId& segment);

/// Takes at most `limit` contacts out of segments that were deleted. False where there are no more.
bool delete_rows_of_deleted_segments(database::Transaction& tx, std::int64_t limit);

}  // namespace rollcall::contacts
