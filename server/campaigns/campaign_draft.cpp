#include "campaigns/campaign_draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>

#include "accounts/account_store.hpp"
#include "agents/agent_store.hpp"
#include "api/day_hours.hpp"
#include "campaigns/campaign_limits.hpp"
#include "campaigns/dialling/call_orders.hpp"
#include "connectors/web/web_address.hpp"
#include "contacts/segments/segment_store.hpp"
#include "core/changed_fields.hpp"
#include "core/error.hpp"

namespace rollcall::campaigns {

namespace {

using access::Action;
using database::Transaction;

/// The agent that is to call. One that is not in scope does not exist for the caller.
agents::Agent require_agent_to_call_with(Transaction& tx, const access::Caller& caller, Action action,
                                         const AgentId& id, Time now) {
    auto found = agents::find_agent(tx, caller, id, now);
    if (!found || !access::decide(caller, action, found->rights).is_allowed()) {
        throw Error::invalid("agent_id", "There is no such agent.");
    }
    return std::move(found->agent);
}

std::vector<CampaignSegment> chosen_segments(Transaction& tx, const access::Caller& caller, Action action,
                                             const CompanyId& company, const std::vector<SegmentId>& ids,
                                             bool is_excluded, Time now, FieldCheck& check) {
    const auto* field = is_excluded ? "excluded_segment_ids" : "segment_ids";
    std::vector<CampaignSegment> segments;
    for (const auto& id : ids) {
        if (std::ranges::find(segments, id, &CampaignSegment::id) != segments.end()) continue;
        const auto found = contacts::find_segment(tx, caller, id, now);
        const bool is_visible = found && access::decide(caller, action, found->rights).is_allowed();
        if (!is_visible || found->segment.company_id != company) {
            check.fail(field, "There is no such segment in the company of the agent.");
            continue;
        }
        segments.push_back({.id = id, .name = found->segment.name, .is_excluded = is_excluded});
    }
    if (segments.size() > max_campaign_segments) {
        check.fail(field, fmt::format("There can be at most {}.", max_campaign_segments));
    }
    return segments;
}

void apply_segments(Transaction& tx, const access::Caller& caller, Action action, CampaignDraft& draft,
                    const UpdateCampaign& input, Time now, FieldCheck& check) {
    const auto apply = [&](const Change<std::vector<SegmentId>>& change, bool is_excluded) {
        if (!change.is_present()) return;
        std::erase_if(draft.segments, [&](const auto& segment) { return segment.is_excluded == is_excluded; });
        const auto chosen = chosen_segments(tx, caller, action, draft.campaign.company_id,
                                            change.value().value_or(std::vector<SegmentId>()), is_excluded, now, check);
        draft.segments.insert(draft.segments.end(), chosen.begin(), chosen.end());
        if (!is_excluded && chosen.empty()) {
            check.fail("segment_ids", "Choose a segment whose contacts are to be called.");
        }
    };
    apply(input.segment_ids, false);
    apply(input.excluded_segment_ids, true);
    for (const auto& segment : draft.segments) {
        if (std::ranges::count(draft.segments, segment.id, &CampaignSegment::id) > 1) {
            check.fail("excluded_segment_ids", "The contacts of a segment are called or excluded, not both.");
        }
    }
}

void apply_webhook(CampaignDraft& draft, const Change<std::string>& change,
                   const connectors::ExemptHosts& webhook_hosts, FieldCheck& check) {
    if (!change.is_present()) return;
    auto& url = draft.campaign.webhook_url;
    url = check.optional_line("webhook_url", change.value());
    if (!url) return;
    const auto address = connectors::parse_web_address(*url);
    if (draft.is_at_platform) {
        check.fail("webhook_url", "The agent is called through its platform. Leave this out.");
    } else if (!address || !address->is_web() || url->size() > max_webhook_url_bytes) {
        check.fail("webhook_url", "This is not a web address. Use one such as https://calls.example.com/dial.");
    } else if (!address->is_secure() && !webhook_hosts.has(address->host, address->port_number())) {
        check.fail("webhook_url", "Use an address that begins with https://.");
    } else if (!address->user.empty()) {
        check.fail("webhook_url", "Leave out the user name and the password: requests are signed.");
    }
}

bool has_same_segments(const std::vector<CampaignSegment>& before, const std::vector<CampaignSegment>& after,
                       bool is_excluded) {
    const auto ids_of = [&](const std::vector<CampaignSegment>& segments) {
        std::vector<SegmentId> ids;
        for (const auto& segment : segments) {
            if (segment.is_excluded == is_excluded) ids.push_back(segment.id);
        }
        std::ranges::sort(ids);
        return ids;
    };
    return ids_of(before) == ids_of(after);
}

boost::json::value list_days(std::int64_t days) {
    constexpr std::string_view names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    boost::json::array list;
    for (std::size_t day = 0; day < std::size(names); ++day) {
        if ((days >> day & 1) != 0) list.emplace_back(names[day]);
    }
    return list;
}

boost::json::value list_segment_ids(const std::vector<CampaignSegment>& segments, bool is_excluded) {
    boost::json::array ids;
    for (const auto& segment : segments) {
        if (segment.is_excluded == is_excluded) ids.emplace_back(segment.id.text());
    }
    return ids;
}

/// What the audit log keeps before and after. Numbers, addresses and variables are not among it.
boost::json::object values_for_audit(const CampaignDraft& draft) {
    const auto& campaign = draft.campaign;
    const auto hours =
        api::format_day_hours({static_cast<int>(campaign.hours_from), static_cast<int>(campaign.hours_to)});
    return {
        {"agent_id", campaign.agent_id.text()},
        {"segment_ids", list_segment_ids(draft.segments, false)},
        {"excluded_segment_ids", list_segment_ids(draft.segments, true)},
        {"connection_id", campaign.connection_id ? audit::to_json(campaign.connection_id->text()) : nullptr},
        {"starts_at", audit::to_json(campaign.starts_at)},
        {"reached", audit::to_json(enum_name(campaign.reached))},
        {"calls_abroad", campaign.calls_abroad},
        {"days", list_days(campaign.days)},
        {"hours", fmt::format("{}-{}", hours.from, hours.to)},
        {"calls_per_hour", campaign.calls_per_hour},
        {"at_once", campaign.at_once},
        {"attempts", campaign.attempts},
        {"retry_minutes", boost::json::parse(campaign.retry_minutes)},
    };
}

}  // namespace

void apply_draft_input(Transaction& tx, const access::Caller& caller, Action action,
                       const connectors::ExemptHosts& webhook_hosts, CampaignDraft& draft, const UpdateCampaign& input,
                       Time now) {
    FieldCheck check;
    auto& campaign = draft.campaign;
    if (input.agent_id.is_present()) {
        const auto agent =
            require_agent_to_call_with(tx, caller, action, input.agent_id.value().value_or(AgentId()), now);
        const bool is_of_another_company = campaign.company_id != agent.company_id;
        if (is_of_another_company && !input.segment_ids.is_present()) {
            check.fail("segment_ids", "The agent belongs to another company. Choose segments of that company.");
        }
        if (is_of_another_company) draft.segments.clear();
        campaign.company_id = agent.company_id;
        campaign.agent_id = agent.id;
    }
    draft.is_at_platform = is_at_platform(tx, campaign.agent_id);
    const bool is_draft = campaign.state == CampaignState::draft;
    if (is_draft && draft.is_at_platform && !input.webhook_url.is_present()) campaign.webhook_url.reset();
    const auto account = accounts::get_account(tx);
    apply_campaign_input(campaign, input, account, contacts::list_own_fields(tx), now, check);
    apply_segments(tx, caller, action, draft, input, now, check);
    apply_webhook(draft, input.webhook_url, webhook_hosts, check);
    check.finish();
}

std::vector<std::string_view> list_fixed_changes(const CampaignDraft& from, const CampaignDraft& to) {
    const auto& before = from.campaign;
    const auto& after = to.campaign;
    return changed_fields({{"agent_id", before.agent_id != after.agent_id},
                           {"segment_ids", !has_same_segments(from.segments, to.segments, false)},
                           {"excluded_segment_ids", !has_same_segments(from.segments, to.segments, true)},
                           {"connection_id", before.connection_id != after.connection_id},
                           {"from_number_id", before.from_number_id != after.from_number_id},
                           {"webhook_url", before.webhook_url != after.webhook_url},
                           {"starts_at", before.starts_at != after.starts_at},
                           {"reached", before.reached != after.reached},
                           {"calls_abroad", before.calls_abroad != after.calls_abroad},
                           {"variables", before.variables != after.variables}});
}

std::vector<std::string_view> list_other_changes(const Campaign& before, const Campaign& after) {
    return changed_fields(
        {{"name", before.name != after.name},
         {"days", before.days != after.days},
         {"hours", before.hours_from != after.hours_from || before.hours_to != after.hours_to},
         {"calls_per_hour", before.calls_per_hour != after.calls_per_hour},
         {"at_once", before.at_once != after.at_once},
         {"attempts", before.attempts != after.attempts},
         {"retry_minutes", before.retry_minutes != after.retry_minutes},
         {"opt_out", before.opt_out_field != after.opt_out_field || before.opt_out_outcome != after.opt_out_outcome}});
}

audit::Changes make_audit_changes(const CampaignDraft& before, const CampaignDraft& after,
                                  const std::vector<std::string_view>& fields) {
    const auto from = values_for_audit(before);
    const auto to = values_for_audit(after);
    audit::Changes changes;
    for (const auto field : fields) {
        const auto* const value = from.if_contains(field);
        if (value) {
            changes.add(field, *value, to.at(field));
        } else {
            changes.add(field);
        }
    }
    return changes;
}

}  // namespace rollcall::campaigns
