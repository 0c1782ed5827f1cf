#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "campaigns/audience/audience_position.hpp"
#include "campaigns/campaign_view_store.hpp"
#include "contacts/list/contact_filter.hpp"
#include "contacts/segments/segment_store.hpp"
#include "database/database.hpp"

/// Which contacts are the audience of a campaign: those of any of its segments, without those of excluded ones.
namespace rollcall::campaigns {

struct AudienceSegment {
    contacts::Segment segment;
    contacts::ContactFilter filter;
};

/// The segments as they are now.
struct AudienceSegments {
    CompanyId company;
    std::vector<AudienceSegment> called;
    std::vector<AudienceSegment> excluded;
};

/// Those that were deleted are not among them, and the filter of a saved filter with an error matches nothing: that is
/// to be asked before (list_segment_problems).
AudienceSegments read_audience_segments(database::Transaction& tx, const CompanyId& company,
                                        const std::vector<CampaignSegment>& segments);

/// A contact that was read to find those of the audience.
struct AudienceContact {
    ContactId id;
    std::int64_t created_at = 0;
    bool is_called = false;  ///< in the audience, and in no segment before this one
};
BOOST_DESCRIBE_STRUCT(AudienceContact, (), (id, created_at, is_called))

/// The contacts after the position in the segment that it names, at most `limit`, in their order. Of a saved filter
/// these are all contacts of the company, so that the statement reads no more than that.
std::vector<AudienceContact> list_audience_contacts(database::Transaction& tx, const AudienceSegments& segments,
                                                    const AudiencePosition& position, std::int64_t limit);

/// Those contacts of the company with these numbers (contacts/search) that are in the audience, in any order.
std::vector<ContactId> list_sampled_audience(database::Transaction& tx, const AudienceSegments& segments,
                                             std::span<const std::int64_t> numbers);

/// Of these contacts, those that have an attempt in the campaign already.
std::vector<ContactId> list_contacts_with_attempts(database::Transaction& tx, const CampaignId& campaign,
                                                   std::span<const ContactId> contacts);

/// A planned attempt, or another one, of a walk through those of a campaign.
struct WaitingAttempt {
    AttemptId id;
    ContactId contact_id;
    bool waits_for_hours = false;
};
BOOST_DESCRIBE_STRUCT(WaitingAttempt, (), (id, contact_id, waits_for_hours))

/// The attempts of the contacts after `contact`, in the order of the contacts: at most `limit`, and the others of the
/// last contact.
std::vector<WaitingAttempt> list_attempts_after(database::Transaction& tx, const CampaignId& campaign,
                                                const ContactId& contact, std::int64_t limit);

}  // namespace rollcall::campaigns
