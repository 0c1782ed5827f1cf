#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/context.hpp"
#include "campaigns/attempts/attempt_store.hpp"
#include "campaigns/campaign_input.hpp"
#include "campaigns/campaign_view_store.hpp"
#include "campaigns/dialling/waiting.hpp"
#include "connectors/calling/platform_client.hpp"
#include "connectors/web/exempt_hosts.hpp"
#include "core/etag.hpp"
#include "core/sealing.hpp"

/// Campaigns, as a person works with them. Who may call: callers with access_crm on the agent and on the company whose
/// contacts are called; for anybody else a campaign does not exist, or Error permission_missing is thrown.
namespace rollcall::campaigns {

/// What the rules need beside the context.
struct CampaignServices {
    const SealingKey& key;
    const connectors::PlatformClient& platforms;
    const connectors::ExemptHosts& webhook_hosts;  ///< in private networks, or without TLS
};

/// A campaign as it is shown.
struct CampaignView {
    NamedCampaign campaign;
    std::vector<CampaignSegment> segments;
    AttemptCounts counts;
    std::optional<Waiting> waiting;
    FieldErrors problems;  ///< why it cannot be launched, or go on
};

/// A new campaign, and the secret of its webhook, which is shown this once.
struct NewCampaign {
    CampaignView view;
    std::optional<std::string> webhook_secret;
};

/// Creates a draft. Throws Error::invalid with all that is wrong, also for an agent that is not in scope, and what
/// require_number_choice throws.
NewCampaign create_campaign(const access::Context& context, const CampaignServices& services,
                            const CreateCampaign& input);

/// Throws Error::not_found, Error::changed_meanwhile, Error::invalid, Error::conflict for what cannot be changed any
/// more, and what require_number_choice throws.
CampaignView update_campaign(const access::Context& context, const CampaignServices& services, const CampaignId& id,
                             const ExpectedVersion& expected, const UpdateCampaign& input);

/// Deletes a draft. Throws Error::not_found, Error::changed_meanwhile, and Error::conflict where it was launched.
void delete_campaign(const access::Context& context, const CampaignId& id, const ExpectedVersion& expected);

/// Throws Error::not_found.
CampaignView get_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id);

database::Page<CampaignView> get_campaigns(const access::Context& context, const SealingKey& key,
                                           const CampaignChoice& choice, const database::PageRequest& request);

// Each throws Error::not_found, and Error::conflict where the state does not allow it; launch and resume throw
// Error::changed_meanwhile, and Error::invalid where something is missing for it.

/// From now on its audience is fixed: its attempts are inserted in the background (audience/audience_worker.hpp).
CampaignView launch_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id,
                             const ExpectedVersion& expected);
CampaignView pause_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id);
CampaignView resume_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id,
                             const ExpectedVersion& expected);
/// The attempts that are planned are skipped, in the background where there are many.
CampaignView cancel_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id);

/// Another secret for the webhook. Throws Error::not_found, and Error::conflict for a completed or cancelled campaign
/// and for an agent at a platform.
std::string renew_webhook_secret(const access::Context& context, const SealingKey& key, const CampaignId& id);

/// What the agent is told about one contact. Throws Error::not_found, and Error::invalid for a contact that is not of
/// the campaign's company.
std::map<std::string, std::string> preview_campaign(const access::Context& context, const CampaignId& id,
                                                    const ContactId& contact);

/// The campaign for `action`. Throws Error::not_found and permission_missing.
NamedCampaign require_campaign(database::Transaction& tx, const access::Caller& caller, access::Action action,
                               const CampaignId& id, Time now);

}  // namespace rollcall::campaigns
