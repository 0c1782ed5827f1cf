#pragma once

#include <boost/describe/class.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "campaigns/campaign_input.hpp"
#include "campaigns/campaigns.hpp"

namespace rollcall::campaigns {

struct NamedObjectBody {
    std::string id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedObjectBody, (), (id, name))

struct CampaignSegmentBody {
    SegmentId id;
    std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(CampaignSegmentBody, (), (id, name))

struct CampaignPauseBody {
    PauseReason reason;
    std::optional<std::string> detail;
};
BOOST_DESCRIBE_STRUCT(CampaignPauseBody, (), (reason, detail))

struct CampaignAudienceBody {
    AudienceState state;
    std::int64_t contacts;
};
BOOST_DESCRIBE_STRUCT(CampaignAudienceBody, (), (state, contacts))

struct CampaignProgressBody {
    std::int64_t planned = 0;
    std::int64_t open = 0;
    std::int64_t done = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0;
    std::int64_t unknown = 0;
    std::int64_t reached = 0;
    std::map<std::string, std::int64_t> outcomes;
    std::map<std::string, std::int64_t> skipped_reasons;

    std::int64_t attempts() const { return planned + open + done + failed + skipped + unknown; }
};
BOOST_DESCRIBE_STRUCT(CampaignProgressBody, (),
                      (planned, open, done, failed, skipped, unknown, reached, outcomes, skipped_reasons))

struct CampaignWaitingBody {
    std::string_view reason;
    std::optional<Time> until;
    std::optional<std::string> time_zone;
};
BOOST_DESCRIBE_STRUCT(CampaignWaitingBody, (), (reason, until, time_zone))

/// A campaign in the API.
struct CampaignBody {
    CampaignId id;
    std::string name;
    NamedObjectBody company;
    NamedObjectBody agent;
    CampaignState state;
    std::optional<CampaignPauseBody> pause;
    std::vector<CampaignSegmentBody> segments;
    std::vector<CampaignSegmentBody> excluded_segments;
    std::optional<ConnectionId> connection_id;
    std::optional<std::string> from_number_id;
    std::optional<std::string> from_number;
    std::optional<std::string> from_number_text;
    std::optional<std::string> webhook_url;
    std::optional<Time> starts_at;
    std::vector<Weekday> days;
    api::DayHours hours;
    std::int64_t calls_per_hour;
    std::int64_t at_once;
    std::int64_t attempts;
    std::vector<std::int64_t> retry_minutes;
    ReachedWhen reached;
    bool calls_abroad;
    boost::json::object variables;
    std::optional<OptOut> opt_out;
    CampaignAudienceBody audience;
    CampaignProgressBody progress;
    std::optional<CampaignWaitingBody> waiting;
    std::vector<std::string> problems;
    Time created_at;
    std::optional<Time> launched_at;
    std::optional<Time> finished_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(CampaignBody, (),
                      (id, name, company, agent, state, pause, segments, excluded_segments, connection_id,
                       from_number_id, from_number, from_number_text, webhook_url, starts_at, days, hours,
                       calls_per_hour, at_once, attempts, retry_minutes, reached, calls_abroad, variables, opt_out,
                       audience, progress, waiting, problems, created_at, launched_at, finished_at, can, etag))

/// What is shown is in the caller's scope already. Members are told no reason that rests on the account or on another
/// company.
CampaignBody present_campaign(const CampaignView& view, const access::Caller& caller);

/// What members read instead of a reason that rests on the account or on another company.
inline constexpr std::string_view not_callable = "not_callable";

}  // namespace rollcall::campaigns
