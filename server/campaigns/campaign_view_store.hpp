#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/caller.hpp"
#include "access/decision.hpp"
#include "campaigns/campaign.hpp"
#include "database/page.hpp"

/// Campaigns as callers see them: those of whose agent and whose company the caller has access_crm.
namespace rollcall::campaigns {

/// A campaign with the names of what it refers to.
struct NamedCampaign : Campaign {
    std::string company_name;
    std::optional<std::string> company_country;
    std::string agent_name;
};
BOOST_DESCRIBE_STRUCT(NamedCampaign, (Campaign), (company_name, company_country, agent_name))

/// A campaign, and the caller's rights on it.
struct CampaignWithRights {
    NamedCampaign campaign;
    access::Rights rights;
};

inline constexpr database::SortColumn campaign_sorts[] = {
    {"name", "p.name_folded"},
    {"created_at", "p.created_at", database::SortColumn::Type::integer},
};

/// Which campaigns: those that match all that is given.
struct CampaignChoice {
    std::optional<CompanyId> company;
    std::optional<AgentId> agent;
    std::optional<CampaignState> state;
};

/// None without access_crm.
database::Page<NamedCampaign> list_campaigns(database::Transaction& tx, const access::Caller& caller,
                                             const CampaignChoice& choice, const database::PageRequest& request,
                                             Time now);

/// Nothing for an unknown id.
std::optional<CampaignWithRights> find_campaign(database::Transaction& tx, const access::Caller& caller,
                                                const CampaignId& id, Time now);

/// A segment of a campaign. It may be deleted.
struct CampaignSegment {
    SegmentId id;
    std::optional<std::string> name;  ///< nothing once it is deleted
    bool is_excluded = false;
    std::optional<std::string> filter;  ///< of a saved filter, as in contacts::Segment
};
BOOST_DESCRIBE_STRUCT(CampaignSegment, (), (id, name, is_excluded, filter))

/// In the order of their ids.
std::vector<CampaignSegment> list_campaign_segments(database::Transaction& tx, const CampaignId& campaign);
database::LaterRows<std::vector<CampaignSegment>> list_campaign_segments_later(database::Transaction& tx,
                                                                               const CampaignId& campaign);

/// In place of those that the campaign has.
void replace_campaign_segment_rows(database::Transaction& tx, const CampaignId& campaign,
                                   std::span<const CampaignSegment> segments);

/// A row for each external id of an agent that is not empty, or one without.
struct CallingAgent {
    AgentId id;
    CompanyId company_id;
    std::optional<ConnectionId> connection_id;
    std::optional<std::string> external_id;
};
BOOST_DESCRIBE_STRUCT(CallingAgent, (), (id, company_id, connection_id, external_id))
/// Those of at least one agent.
database::LaterRows<std::vector<CallingAgent>> list_calling_agents_later(database::Transaction& tx,
                                                                         std::span<const AgentId> agents);

}  // namespace rollcall::campaigns
