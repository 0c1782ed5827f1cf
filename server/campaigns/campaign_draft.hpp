#pragma once

#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "campaigns/campaign_input.hpp"
#include "campaigns/campaign_view_store.hpp"
#include "connectors/web/exempt_hosts.hpp"

namespace rollcall::campaigns {

/// What a campaign becomes by an input.
struct CampaignDraft {
    Campaign campaign;
    std::vector<CampaignSegment> segments;
    bool is_at_platform = false;  ///< the agent
};

/// Applies all of the input but the number to call from to a new campaign, or to one as it is. Webhooks are on https,
/// or at these hosts. Throws Error::invalid with all that is wrong: an agent or a segment that is not in scope does not
/// exist for the caller.
void apply_draft_input(database::Transaction& tx, const access::Caller& caller, access::Action action,
                       const connectors::ExemptHosts& webhook_hosts, CampaignDraft& draft, const UpdateCampaign& input,
                       Time now);

/// Of the fields that can be changed in a draft only, those that differ.
std::vector<std::string_view> list_fixed_changes(const CampaignDraft& from, const CampaignDraft& to);

/// Of the others those that differ.
std::vector<std::string_view> list_other_changes(const Campaign& before, const Campaign& after);

/// These fields, for the audit log: with the values of its agent, segments, times and limits.
audit::Changes make_audit_changes(const CampaignDraft& before, const CampaignDraft& after,
                                  const std::vector<std::string_view>& fields);

}  // namespace rollcall::campaigns
