#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "calls/intake/reported_call.hpp"
#include "connectors/calling/call_placer.hpp"
#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// Makes the calls of campaigns (docs/decisions/0044-campaigns.md).
namespace rollcall::campaigns {

struct DiallerContext {
    database::Database& database;
    const Clock& clock;
    const SealingKey& key;
    connectors::CallPlacer& placer;
    int threads = 1;  ///< that call `dial_next` at once
};

/// For several threads at once.
class Dialler {
public:
    explicit Dialler(const DiallerContext& context) : context_(context) {}

    /// One step: begins what was scheduled, looks at the campaign that is to be looked at first, and makes one call of
    /// it, or postpones, skips or completes what is due. At most half of the threads wait for one connection. False
    /// where nothing is due now.
    bool dial_next();

    /// Looks at the platform for calls of which it is not known for a minute whether they were placed; gives them up as
    /// unknown after 15 minutes, and those whose end was never reported after hours. Also mends times that lie in the
    /// future since the clock was set back.
    void resolve_open_attempts();

    /// When `dial_next` has something to do, as far as is known now. Nothing where no campaign goes on.
    std::optional<Time> next_look() const;

private:
    class Lane;

    DiallerContext context_;
    mutable std::mutex mutex_;
    std::map<std::string, int> busy_;  ///< how many threads place a call, by connection
};

/// To be called inside the write that stores the message: closes the attempt that placed the call, plans the next one,
/// puts the number of somebody who asks for it on the do-not-call list, and pauses the campaign where that is due. Does
/// nothing for other calls.
void close_reported_attempt(database::Transaction& tx, const calls::ReportedCall& call, Time now);

}  // namespace rollcall::campaigns
