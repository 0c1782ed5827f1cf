#include "campaigns/dialling/waiting.hpp"

#include "campaigns/attempts/attempt_store.hpp"

namespace rollcall::campaigns {

namespace {

WaitingFor waiting_for(WaitReason reason) { return enum_value<WaitingFor>(enum_name(reason)); }

}  // namespace

std::optional<Waiting> describe_waiting(database::Transaction& tx, const Campaign& campaign, Time now) {
    if (campaign.state != CampaignState::scheduled && campaign.state != CampaignState::active) return std::nullopt;
    if (campaign.state == CampaignState::scheduled && campaign.starts_at && *campaign.starts_at > now) {
        return Waiting{.reason = WaitingFor::start, .until = campaign.starts_at};
    }
    if (campaign.audience_state != AudienceState::complete) return Waiting{.reason = WaitingFor::audience};
    const auto next = find_first_planned_attempt(tx, campaign.id);
    if (!next) return std::nullopt;
    if (next->due_at && *next->due_at > now) {
        const auto reason = next->wait_reason.value_or(WaitReason::retry);
        return Waiting{.reason = waiting_for(reason),
                       .until = next->due_at,
                       .time_zone = next->wait_time_zone,
                       .is_beyond_company = reason == WaitReason::limit || reason == WaitReason::number_busy};
    }
    if (count_open_attempts(tx, campaign.id) >= campaign.at_once) return Waiting{.reason = WaitingFor::at_once};
    if (campaign.not_before && *campaign.not_before > now) {
        return Waiting{.reason = WaitingFor::calls_per_hour, .until = campaign.not_before};
    }
    return std::nullopt;
}

}  // namespace rollcall::campaigns
