#include "campaigns/campaign_problems.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "campaigns/audience/audience_position.hpp"
#include "campaigns/campaign_input.hpp"
#include "connectors/keys/connection_keys.hpp"
#include "contacts/segments/segment_filter.hpp"
#include "core/field_check.hpp"

namespace rollcall::campaigns {

namespace {

using database::Transaction;

void check_platform(Transaction& tx, const SealingKey& key, const Campaign& campaign,
                    const std::vector<CallingAgent>& agents, FieldErrors& problems) {
    if (!campaign.connection_id || !campaign.from_number_id) {
        problems.emplace("from_number_id", "Choose a number to call from.");
        return;
    }
    const auto external_ids = std::ranges::count_if(agents, [&](const CallingAgent& agent) {
        return agent.id == campaign.agent_id && agent.connection_id == campaign.connection_id;
    });
    if (external_ids == 0) {
        problems.emplace("connection_id",
                         "The connection of the number to call from no longer knows the agent. Choose "
                         "another number.");
    } else if (external_ids > 1) {
        problems.emplace("connection_id",
                         "The agent has several platform IDs at the connection of the number to call from, so it is "
                         "not clear with which one to call. Remove all but one from the agent.");
    } else if (!connectors::open_call_route(tx, key, *campaign.connection_id)) {
        problems.emplace("connection_id",
                         "The connection of the number to call from has no API key. An administrator can enter it "
                         "under Account > Connections.");
    } else if (!connectors::has_webhook_secret(tx, key, *campaign.connection_id)) {
        problems.emplace("connection_id",
                         "The connection of the number to call from has no webhook secret, so Rollcall would not learn "
                         "how calls end. An administrator can enter it under Account > Connections.");
    }
}

void check_webhook(const SealingKey& key, const Campaign& campaign, FieldErrors& problems) {
    if (campaign.connection_id) {
        problems.emplace("connection_id",
                         "The agent is no longer connected to a platform. Enter the address of a webhook.");
    } else if (!campaign.webhook_url) {
        problems.emplace("webhook_url", "The agent is not connected to a platform. Enter the address of a webhook.");
    } else if (!campaign.webhook_secret_sealed || !key.open(*campaign.webhook_secret_sealed)) {
        problems.emplace("webhook_url", "The webhook has no secret to sign with. Create a new webhook secret.");
    }
}

bool has_problems(const CompanyId& company, const std::string& filter,
                  const std::vector<contacts::OwnField>& own_fields) {
    const contacts::Segment segment{.company_id = company, .kind = contacts::SegmentKind::filter, .filter = filter};
    return !contacts::filter_of_segment(segment, own_fields).problems.empty();
}

}  // namespace

ProblemRules read_problem_rules(Transaction& tx, std::span<const AgentId> agents) {
    auto account = accounts::get_account_later(tx);
    auto own_fields = contacts::list_own_fields_later(tx);
    auto calling = list_calling_agents_later(tx, agents);
    return {.account = account.get_only(), .own_fields = own_fields.get(), .agents = calling.get()};
}

FieldErrors list_segment_problems(const CompanyId& company, const std::vector<CampaignSegment>& segments,
                                  const std::vector<contacts::OwnField>& own_fields) {
    FieldErrors problems;
    bool has_contacts = false;
    for (const auto& [id, name, is_excluded, filter] : segments) {
        const auto* field = is_excluded ? "excluded_segment_ids" : "segment_ids";
        if (!is_excluded) has_contacts = true;
        if (!name) {
            problems.emplace(field, is_excluded ? "A segment whose contacts are not to be called was deleted."
                                                : "A segment whose contacts are to be called was deleted.");
        } else if (filter && has_problems(company, *filter, own_fields)) {
            problems.emplace(field, fmt::format("The filter of the segment {} names a field, a choice or a phone "
                                                "number that was deleted. Change its filter.",
                                                *name));
        }
    }
    if (!has_contacts) problems.emplace("segment_ids", "Choose a segment whose contacts are to be called.");
    return problems;
}

FieldErrors list_campaign_problems(Transaction& tx, const SealingKey& key, const Campaign& campaign,
                                   const std::vector<CampaignSegment>& segments, const ProblemRules& rules) {
    FieldErrors problems;
    if (campaign.audience_state != AudienceState::complete && !is_planned_again(campaign)) {
        problems = list_segment_problems(campaign.company_id, segments, rules.own_fields);
    }
    const auto& agent = *std::ranges::find(rules.agents, campaign.agent_id, &CallingAgent::id);
    if (agent.company_id != campaign.company_id) {
        problems.emplace("agent_id", "The agent belongs to another company now.");
    } else if (!agent.external_id) {
        check_webhook(key, campaign, problems);
    } else {
        check_platform(tx, key, campaign, rules.agents, problems);
    }
    if (!meets_call_hours(campaign, rules.account)) {
        const auto [from, to] = api::format_day_hours({rules.account.call_hours_from, rules.account.call_hours_to});
        problems.emplace("hours", fmt::format("Calls are only allowed from {} to {} (Account > Settings).", from, to));
    }
    for (const auto& field : list_missing_variable_fields(campaign, rules.own_fields)) {
        problems.emplace("variables", fmt::format("Contacts no longer have a field {}.", field));
    }
    return problems;
}

}  // namespace rollcall::campaigns
