#include "campaigns/campaign_body.hpp"

#include <ranges>

#include "access/decision.hpp"
#include "core/enum_names.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::campaigns {

namespace {

constexpr std::string_view skipped_kind = "skipped/";
constexpr std::string_view done_kind = "done/";

/// The reason of skipped attempts, as the caller reads it.
std::string shown_reason(std::string_view reason, const access::Caller& caller) {
    if (!reason.ends_with(beyond_company)) return std::string(reason);
    if (!caller.is_administrator()) return std::string(not_callable);
    return std::string(reason.substr(0, reason.size() - beyond_company.size()));
}

std::int64_t count_of(const AttemptCounts& counts, const std::string& kind) {
    const auto found = counts.find(kind);
    return found != counts.end() ? found->second : 0;
}

std::int64_t count_reached(const Campaign& campaign, const AttemptCounts& counts) {
    const auto answered = count_of(counts, "done/answered");
    switch (campaign.reached) {
        case ReachedWhen::answered:
            return answered;
        case ReachedWhen::answered_or_voicemail:
            return answered + count_of(counts, "done/voicemail");
        case ReachedWhen::successful:
            return answered - count_of(counts, std::string(not_successful));
    }
    throw std::logic_error("a rule of what is reached without a count");
}

CampaignProgressBody present_progress(const CampaignView& view, const access::Caller& caller) {
    const auto& counts = view.counts;
    CampaignProgressBody progress{
        .planned = count_of(counts, "planned"),
        .open = count_of(counts, "claimed") + count_of(counts, "sent") + count_of(counts, "talking"),
        .failed = count_of(counts, "failed"),
        .unknown = count_of(counts, "unknown"),
        .reached = count_reached(view.campaign, counts)};
    for (const auto& [kind, count] : counts) {
        if (kind == skipped_retried || kind == skipped_after_call) continue;
        if (kind.starts_with(skipped_kind)) {
            progress.skipped += count;
            progress.skipped_reasons[shown_reason(std::string_view(kind).substr(skipped_kind.size()), caller)] += count;
        } else if (kind.starts_with(done_kind)) {
            progress.done += count;
            progress.outcomes[kind.substr(done_kind.size())] += count;
        }
    }
    return progress;
}

/// Each contact has one attempt that is its first.
std::int64_t count_contacts(const CampaignView& view, const CampaignProgressBody& progress) {
    auto attempts = progress.attempts();
    for (const auto kind : {unknown_retried, skipped_retried, skipped_after_call}) {
        attempts += count_of(view.counts, std::string(kind));
    }
    return attempts - count_of(view.counts, std::string(retries));
}

std::vector<CampaignSegmentBody> present_segments(const CampaignView& view, bool is_excluded) {
    std::vector<CampaignSegmentBody> segments;
    for (const auto& segment : view.segments) {
        if (segment.is_excluded == is_excluded) segments.push_back({segment.id, segment.name});
    }
    return segments;
}

std::optional<CampaignWaitingBody> present_waiting(const CampaignView& view, const access::Caller& caller) {
    if (!view.waiting) return std::nullopt;
    const auto& [reason, until, time_zone, is_beyond_company] = *view.waiting;
    if (is_beyond_company && !caller.is_administrator()) {
        return CampaignWaitingBody{.reason = not_callable, .until = until, .time_zone = {}};
    }
    return CampaignWaitingBody{.reason = enum_name(reason), .until = until, .time_zone = time_zone};
}

/// As people in the company's country write it.
std::optional<std::string> present_from_number_text(const NamedCampaign& campaign) {
    if (!campaign.from_number) return std::nullopt;
    return phone::view_phone_number(*campaign.from_number, campaign.company_country.value_or("")).text;
}

/// Members are not told what the platform says of the account.
std::optional<CampaignPauseBody> present_pause(const Campaign& campaign, const access::Caller& caller) {
    if (!campaign.pause_reason) return std::nullopt;
    const bool is_said_by_platform = *campaign.pause_reason != PauseReason::segment_deleted;
    if (is_said_by_platform && !caller.is_administrator()) return CampaignPauseBody{*campaign.pause_reason, {}};
    return CampaignPauseBody{*campaign.pause_reason, campaign.pause_detail};
}

/// What can be done with it in its state, as far as the caller may.
std::vector<std::string_view> list_possible_actions(const Campaign& campaign, const access::Caller& caller) {
    using access::Action;
    const auto rights = access::rights_in_scope(caller);
    const bool may_update = access::decide(caller, Action::update_campaign, rights).is_allowed();
    const bool may_delete = access::decide(caller, Action::delete_campaign, rights).is_allowed();
    std::vector<std::string_view> actions;
    const auto add = [&](bool may, std::initializer_list<std::string_view> names) {
        if (may) actions.insert(actions.end(), names.begin(), names.end());
    };
    switch (campaign.state) {
        case CampaignState::draft:
            add(may_update, {"update", "launch"});
            add(may_delete, {"delete"});
            break;
        case CampaignState::scheduled:
        case CampaignState::active:
            add(may_update, {"update", "pause", "cancel"});
            break;
        case CampaignState::paused:
            add(may_update, {"update", "resume", "cancel"});
            break;
        case CampaignState::completed:
        case CampaignState::cancelled:
            break;
    }
    return actions;
}

}  // namespace

CampaignBody present_campaign(const CampaignView& view, const access::Caller& caller) {
    const auto& campaign = view.campaign;
    const auto progress = present_progress(view, caller);
    CampaignBody body{
        .id = campaign.id,
        .name = campaign.name,
        .company = {campaign.company_id.text(), campaign.company_name},
        .agent = {campaign.agent_id.text(), campaign.agent_name},
        .state = campaign.state,
        .pause = present_pause(campaign, caller),
        .segments = present_segments(view, false),
        .excluded_segments = present_segments(view, true),
        .connection_id = campaign.connection_id,
        .from_number_id = campaign.from_number_id,
        .from_number = campaign.from_number,
        .from_number_text = present_from_number_text(campaign),
        .webhook_url = campaign.webhook_url,
        .starts_at = campaign.starts_at,
        .days = weekdays_of(campaign),
        .hours = api::format_day_hours({static_cast<int>(campaign.hours_from), static_cast<int>(campaign.hours_to)}),
        .calls_per_hour = campaign.calls_per_hour,
        .at_once = campaign.at_once,
        .attempts = campaign.attempts,
        .retry_minutes = retry_minutes_of(campaign),
        .reached = campaign.reached,
        .calls_abroad = campaign.calls_abroad,
        .variables = variables_of(campaign),
        .opt_out = opt_out_of(campaign),
        .audience = {campaign.audience_state, count_contacts(view, progress)},
        .progress = progress,
        .waiting = present_waiting(view, caller),
        .problems = {},
        .created_at = campaign.created_at,
        .launched_at = campaign.launched_at,
        .finished_at = campaign.finished_at,
        .can = list_possible_actions(campaign, caller),
        .etag = etag(campaign.version),
    };
    std::ranges::copy(view.problems | std::views::values, std::back_inserter(body.problems));
    return body;
}

}  // namespace rollcall::campaigns
