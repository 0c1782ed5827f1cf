#pragma once

#include <cstdint>
#include <map>

#include "access/context.hpp"
#include "campaigns/attempts/attempt.hpp"
#include "contacts/list/contact_count_store.hpp"
#include "core/sealing.hpp"

namespace rollcall::campaigns {

/// What would become of the audience of a draft, if it were launched now.
struct AudienceCounts {
    std::int64_t callable = 0;
    std::int64_t warned_no_consent = 0;  ///< of those; the account only warns
    std::map<SkipReason, std::int64_t> skipped;
    std::int64_t not_callable = 0;  ///< for members: those for a reason that is beyond the company
    bool is_exact = true;           ///< otherwise computed from a sample
};

/// Who may call: as get_campaign. Throws Error::not_found, and Error::conflict where it was launched. `about` reads few
/// contacts, whatever the number of them is.
AudienceCounts count_campaign_audience(const access::Context& context, const SealingKey& key, const CampaignId& id,
                                       contacts::Counting counting);

}  // namespace rollcall::campaigns
