#include "campaigns/dialling/waiting.hpp"

#include "campaigns/attempts/attempt_store.hpp"

namespace rollcall::campaigns {

namespace {

WaitingFor waiting_for(WaitReason reason) { return enum_value<WaitingFor>(enum_name(reason)); }

bool is_under_way(const Campaign& campaign) {
    return campaign.state == CampaignState::scheduled || campaign.state == CampaignState::active;
}

bool starts_later(const Campaign& campaign, Time now) {
    return campaign.state == CampaignState::scheduled && campaign.starts_at && *campaign.starts_at > now;
}

}  // namespace

WaitingRows read_waiting_later(database::Transaction& tx, const Campaign& campaign, Time now) {
    const bool waits_for_attempts =
        is_under_way(campaign) && !starts_later(campaign, now) && campaign.audience_state == AudienceState::complete;
    if (!waits_for_attempts) return {};
    return {.first_planned = find_first_planned_attempt_later(tx, campaign.id),
            .open = count_open_attempts_later(tx, campaign.id)};
}

std::optional<Waiting> describe_waiting(const Campaign& campaign, WaitingRows rows, Time now) {
    if (!is_under_way(campaign)) return std::nullopt;
    if (starts_later(campaign, now)) return Waiting{.reason = WaitingFor::start, .until = campaign.starts_at};
    if (campaign.audience_state != AudienceState::complete) return Waiting{.reason = WaitingFor::audience};
    const auto planned = rows.first_planned->get();
    if (planned.empty()) return std::nullopt;
    const auto& next = planned.front();
    if (next.due_at && *next.due_at > now) {
        const auto reason = next.wait_reason.value_or(WaitReason::retry);
        return Waiting{.reason = waiting_for(reason),
                       .until = next.due_at,
                       .time_zone = next.wait_time_zone,
                       .is_beyond_company = reason == WaitReason::limit || reason == WaitReason::number_busy};
    }
    if (rows.open->get_only() >= campaign.at_once) return Waiting{.reason = WaitingFor::at_once};
    if (campaign.not_before && *campaign.not_before > now) {
        return Waiting{.reason = WaitingFor::calls_per_hour, .until = campaign.not_before};
    }
    return std::nullopt;
}

}  // namespace rollcall::campaigns
