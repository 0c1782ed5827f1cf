#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "campaigns/attempts/attempt.hpp"
#include "campaigns/campaign.hpp"
#include "database/database.hpp"
#include "jobs/queue_store.hpp"

/// What the dialler reads and writes of campaigns, beside whole rows.
namespace rollcall::campaigns {

/// When an active campaign is to be looked at, or a scheduled one begins, at the earliest.
std::optional<Time> find_next_look(database::Transaction& tx);

/// Where the calls of the campaign are sent: its connection, or all webhooks together, each of which may be slow.
std::string call_destination_of(const Campaign& campaign);

/// The active campaign that is to be looked at first, among those that are due and whose calls are sent to none of
/// these destinations. None that waits for its audience.
std::optional<CampaignId> find_campaign_to_look_at(database::Transaction& tx, Time now,
                                                   const std::set<std::string>& except_destinations);

/// Those that are scheduled, and whose time has come.
std::vector<CampaignId> list_campaigns_to_start(database::Transaction& tx, Time now, std::int64_t limit);

/// Whether an active campaign is to be looked at after that.
bool has_look_after(database::Transaction& tx, Time time);

/// Active and scheduled campaigns, of which the connection's key or webhook secret is gone, or the agent was moved to
/// another company.
std::vector<CampaignId> list_campaigns_to_pause(database::Transaction& tx);
/// All that are active or scheduled.
std::vector<CampaignId> list_campaigns_under_way(database::Transaction& tx);

/// The calls of active campaigns that may be made by now, and wait for their turn.
jobs::QueueState read_attempt_queue(database::Transaction& tx, Time now);

std::optional<AgentId> find_agent_of_call(database::Transaction& tx, const CallId& call);

/// How many of the last attempts of a campaign have failed, among those that were claimed since then.
std::int64_t count_last_failures(database::Transaction& tx, const CampaignId& campaign, Time claimed_since);

/// Open attempts that wait too long for what comes next: claimed before the one time, or sent before the other one; and
/// those that were claimed in the future.
std::vector<Attempt> list_attempts_to_give_up(database::Transaction& tx, Time claimed_before, Time sent_before,
                                              Time claimed_after, std::int64_t limit);

struct UnresolvedAttempt {
    Attempt attempt;
    ConnectionId connection_id;
};
BOOST_DESCRIBE_STRUCT(UnresolvedAttempt, (), (attempt, connection_id))

/// Of campaigns with a connection: attempts that were claimed between these times, and of which nothing is known.
std::vector<UnresolvedAttempt> list_unresolved_attempts(database::Transaction& tx, Time claimed_after,
                                                        Time claimed_until, std::int64_t limit);

}  // namespace rollcall::campaigns
