#pragma once

#include <span>
#include <vector>

#include "accounts/account_store.hpp"
#include "campaigns/campaign.hpp"
#include "campaigns/campaign_view_store.hpp"
#include "contacts/own_fields/own_field_store.hpp"
#include "core/error.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

namespace rollcall::campaigns {

/// What the problems of campaigns are judged by.
struct ProblemRules {
    accounts::Account account;
    std::vector<contacts::OwnField> own_fields;
    std::vector<CallingAgent> agents;  ///< with which the campaigns call
};
/// For campaigns with these agents, of which there is at least one.
ProblemRules read_problem_rules(database::Transaction& tx, std::span<const AgentId> agents);

/// Why a campaign with these segments cannot be launched, or go on, as it is now: by the names of its fields.
FieldErrors list_campaign_problems(database::Transaction& tx, const SealingKey& key, const Campaign& campaign,
                                   const std::vector<CampaignSegment>& segments, const ProblemRules& rules);

/// What is wrong with the segments of a company, while the contacts of all of them are not planned yet.
FieldErrors list_segment_problems(const CompanyId& company, const std::vector<CampaignSegment>& segments,
                                  const std::vector<contacts::OwnField>& own_fields);

}  // namespace rollcall::campaigns
