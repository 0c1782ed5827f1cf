#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "campaigns/campaign.hpp"
#include "database/database.hpp"

namespace rollcall::campaigns {

/// Why no call of a campaign is made now.
enum class WaitingFor {
    start,     ///< it is scheduled
    audience,  ///< its attempts are being inserted
    hours,     ///< like the others, what the next attempt waits for
    retry,
    limit,
    number_busy,
    platform,
    calls_per_hour,
    at_once,  ///< the calls that are being made must end first
};
BOOST_DESCRIBE_ENUM(WaitingFor, start, audience, hours, retry, limit, number_busy, platform, calls_per_hour, at_once)

struct Waiting {
    WaitingFor reason = WaitingFor::start;
    std::optional<Time> until;
    std::optional<std::string> time_zone;  ///< whose hours are waited for
    /// Whether it rests on what belongs to the account or to another company: members are not told the reason.
    bool is_beyond_company = false;
};

/// Nothing where a call is made now, or none will be without somebody who does something.
std::optional<Waiting> describe_waiting(database::Transaction& tx, const Campaign& campaign, Time now);

}  // namespace rollcall::campaigns
