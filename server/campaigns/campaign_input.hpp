#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/account_store.hpp"
#include "api/day_hours.hpp"
#include "calls/call.hpp"
#include "campaigns/campaign.hpp"
#include "contacts/own_fields/own_field_store.hpp"
#include "core/change.hpp"
#include "core/field_check.hpp"
#include "core/id.hpp"

/// What a person enters of a campaign, and how it is checked as far as that needs no database.
namespace rollcall::campaigns {

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
BOOST_DESCRIBE_ENUM(Weekday, monday, tuesday, wednesday, thursday, friday, saturday, sunday)

/// What of a call means that the person is not to be called again.
struct OptOut {
    std::optional<std::string> field;
    std::optional<calls::DialOutcome> outcome;
};
BOOST_DESCRIBE_STRUCT(OptOut, (), (field, outcome))

/// What is absent is as usual (campaign_limits.hpp).
struct CreateCampaign {
    std::string name;
    AgentId agent_id;
    std::vector<SegmentId> segment_ids;
    std::optional<std::vector<SegmentId>> excluded_segment_ids;
    std::optional<ConnectionId> connection_id;
    std::optional<std::string> from_number_id;
    std::optional<std::string> webhook_url;
    std::optional<Time> starts_at;
    std::optional<std::vector<Weekday>> days;
    std::optional<api::DayHours> hours;
    std::optional<std::int64_t> calls_per_hour;
    std::optional<std::int64_t> at_once;
    std::optional<std::int64_t> attempts;
    std::optional<std::vector<std::int64_t>> retry_minutes;
    std::optional<ReachedWhen> reached;
    std::optional<bool> calls_abroad;
    std::optional<boost::json::object> variables;
    std::optional<OptOut> opt_out;
};

/// Null is as in a new campaign.
struct UpdateCampaign {
    Change<std::string> name;
    Change<AgentId> agent_id;
    Change<std::vector<SegmentId>> segment_ids;
    Change<std::vector<SegmentId>> excluded_segment_ids;
    Change<ConnectionId> connection_id;
    Change<std::string> from_number_id;
    Change<std::string> webhook_url;
    Change<Time> starts_at;
    Change<std::vector<Weekday>> days;
    Change<api::DayHours> hours;
    Change<std::int64_t> calls_per_hour;
    Change<std::int64_t> at_once;
    Change<std::int64_t> attempts;
    Change<std::vector<std::int64_t>> retry_minutes;
    Change<ReachedWhen> reached;
    Change<bool> calls_abroad;
    Change<boost::json::object> variables;
    Change<OptOut> opt_out;
};

/// The change that makes a new campaign what is entered.
UpdateCampaign change_of_new_campaign(const CreateCampaign& input);

/// Applies all but agent, segments and the number to call from. `check` notes what is wrong, by the names of the
/// fields.
void apply_campaign_input(Campaign& campaign, const UpdateCampaign& input, const accounts::Account& account,
                          const std::vector<contacts::OwnField>& fields, Time now, FieldCheck& check);

/// Whether somebody can be called in the campaign's hours, as the account allows it.
bool meets_call_hours(const Campaign& campaign, const accounts::Account& account);

/// The own fields among the campaign's variables that do not exist, by their keys.
std::vector<std::string> list_missing_variable_fields(const Campaign& campaign,
                                                      const std::vector<contacts::OwnField>& fields);

// As the API shows what is stored.
std::vector<Weekday> weekdays_of(const Campaign& campaign);
std::vector<std::int64_t> retry_minutes_of(const Campaign& campaign);
boost::json::object variables_of(const Campaign& campaign);
std::optional<OptOut> opt_out_of(const Campaign& campaign);

}  // namespace rollcall::campaigns
