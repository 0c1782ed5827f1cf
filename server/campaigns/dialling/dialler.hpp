#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "campaigns/attempts/attempt.hpp"
#include "campaigns/dialling/reported_attempts.hpp"
#include "connectors/calling/call_placer.hpp"
#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "jobs/periodic_worker.hpp"

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
    /// unknown after 15 minutes, and those whose end was never reported after hours. Pauses campaigns that may not go
    /// on. Mends times that lie in the future since the clock was set back.
    void resolve_open_attempts();

    /// When `dial_next` has something to do, as far as is known now. Nothing where no campaign goes on.
    std::optional<Time> next_look() const;

private:
    class Lane;

    void mend_times(Time now);
    void look_for(const Attempt& attempt);

    const DiallerContext context_;
    std::mutex mutex_;                 ///< of choosing, and of what follows
    std::map<std::string, int> busy_;  ///< how many threads place a call, by lane
    std::optional<Time> last_seen_;    ///< the clock
};

/// Threads that make calls for as long as there are some to make now.
jobs::PeriodicWork dialling_work(Dialler& dialler);
/// A thread that does the rest: it waits for platforms that may never answer.
jobs::PeriodicWork resolving_work(Dialler& dialler);

}  // namespace rollcall::campaigns
