#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "campaigns/attempts/attempt.hpp"
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

/// What describe_waiting has to know of the attempts; nothing where it is not needed.
struct WaitingRows {
    std::optional<database::LaterRows<std::vector<Attempt>>> first_planned;
    std::optional<database::LaterRows<std::vector<std::int64_t>>> open;  ///< how many
};
WaitingRows read_waiting_later(database::Transaction& tx, const Campaign& campaign, Time now);

/// Nothing where a call is made now, or none will be without somebody who does something. `rows` is of the same
/// campaign and time.
std::optional<Waiting> describe_waiting(const Campaign& campaign, WaitingRows rows, Time now);

}  // namespace rollcall::campaigns
