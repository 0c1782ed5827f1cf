#include "campaigns/audience/audience_position.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

namespace rollcall::campaigns {

namespace {

constexpr std::string_view again = "again ";
constexpr std::string_view again_after = "again_after ";

template <class Number>
Number read_number(std::string_view& text) {
    Number number = 0;
    const auto end = text.find(' ');
    std::from_chars(text.data(), text.data() + text.size(), number);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    return number;
}

}  // namespace

AudiencePosition read_audience_position(const std::optional<std::string>& text) {
    if (!text) return {};
    std::string_view rest = *text;
    AudiencePosition position;
    position.is_planned_again_after = rest.starts_with(again_after);
    if (position.is_planned_again_after) rest.remove_prefix(again_after.size());
    position.segment = read_number<std::size_t>(rest);
    position.created_at = read_number<std::int64_t>(rest);
    position.contact = ContactId(std::string(rest));
    return position;
}

std::string write_audience_position(const AudiencePosition& position) {
    return fmt::format("{}{} {} {}", position.is_planned_again_after ? again_after : "", position.segment,
                       position.created_at, position.contact.text());
}

std::string write_position_of_planning_again(const ContactId& contact) { return std::string(again) + contact.text(); }

bool is_planned_again(const Campaign& campaign) {
    return campaign.audience_position && campaign.audience_position->starts_with(again);
}

ContactId read_position_of_planning_again(const Campaign& campaign) {
    return ContactId(campaign.audience_position.value().substr(again.size()));
}

void replan_for_new_hours(Campaign& campaign) {
    if (campaign.audience_state == AudienceState::none) return;
    if (campaign.audience_state == AudienceState::in_progress && !is_planned_again(campaign)) {
        auto position = read_audience_position(campaign.audience_position);
        position.is_planned_again_after = true;
        campaign.audience_position = write_audience_position(position);
        return;
    }
    campaign.audience_state = AudienceState::in_progress;
    campaign.audience_position = write_position_of_planning_again({});
    campaign.look_at.reset();
}

}  // namespace rollcall::campaigns
