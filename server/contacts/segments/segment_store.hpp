#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "core/etag.hpp"
#include "core/id.hpp"
#include "database/page.hpp"

namespace rollcall::contacts {

enum class SegmentKind {
    static_,  ///< its contacts are chosen
    filter,   ///< its contacts are those that match its filter now
};
BOOST_DESCRIBE_ENUM(SegmentKind, static_, filter)

/// A named set of contacts of one company.
struct Segment {
    SegmentId id;
    CompanyId company_id;  ///< never changes, like the kind
    std::string company_name;
    std::string name;  ///< once in a company, without case
    std::optional<std::string> description;
    SegmentKind kind = SegmentKind::static_;
    std::optional<std::string> filter;  ///< of the kind filter: JSON, as in the API
    Time created_at;
    Time updated_at;
    Version version = 1;
};
BOOST_DESCRIBE_STRUCT(Segment, (),
                      (id, company_id, company_name, name, description, kind, filter, created_at, updated_at, version))

/// A segment, and the caller's rights on it.
struct SegmentWithRights {
    Segment segment;
    access::Rights rights;
};

inline constexpr database::SortColumn segment_sorts[] = {
    {"name", "s.name_folded"},
    {"created_at", "s.created_at", database::SortColumn::Type::integer},
};

/// Which segments: those that match all that is given.
struct SegmentChoice {
    std::optional<CompanyId> company;
    std::optional<SegmentKind> kind;
};

/// The segments of the companies in the caller's scope; none without access_crm.
database::Page<Segment> list_segments(database::Transaction& tx, const access::Caller& caller,
                                      const SegmentChoice& choice, const database::PageRequest& request, Time now);

/// Nothing for an unknown id.
std::optional<SegmentWithRights> find_segment(database::Transaction& tx, const access::Caller& caller,
                                              const SegmentId& id, Time now);

/// For code without a caller, such as a worker. Nothing for an unknown id.
std::optional<Segment> find_segment_row(database::Transaction& tx, const SegmentId& id);

/// A saved filter that may search for a text.
struct SearchingSegment {
    SegmentId id;
    std::string filter;  ///< as in Segment
    std::optional<std::string> company_country;
    Time updated_at;
};
BOOST_DESCRIBE_STRUCT(SearchingSegment, (), (id, filter, company_country, updated_at))
/// All of them.
std::vector<SearchingSegment> list_searching_segments(database::Transaction& tx);

/// False, and nothing stored, where a segment of the company has this name, whatever its case.
[[nodiscard]] bool insert_segment_row(database::Transaction& tx, const Segment& segment);

/// Stores name, description and filter, and raises the version; false as above, and the transaction can only be given
/// up then.
[[nodiscard]] bool update_segment_row(database::Transaction& tx, const Segment& segment);

/// Deletes the segment, but not what says which contacts are in it: call `insert_deleted_segment_row` in the same
/// write, and `delete_rows_of_deleted_segments` afterwards.
void delete_segment_row(database::Transaction& tx, const SegmentId& id);

/// For database::refold_rows.
std::string refold_segment_names(database::Transaction& tx, const std::string& position);

}  // namespace rollcall::contacts
