#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

#include "campaigns/attempts/attempt.hpp"
#include "campaigns/dialling/reported_attempts.hpp"
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

    /// Pauses campaigns that may not go on. Gives up as unknown calls of which it is not known for 15 minutes whether
    /// they were placed, and those whose end was not reported for hours. Corrects times that lie in the future since
    /// the clock was set back. Then looks at the platforms for unresolved calls, about 1, 2, 4 and 8 minutes after
    /// their claim. For one thread at a time.
    void resolve_open_attempts(const std::stop_token& stop = {});

    /// What this instance knows of the times of campaigns is over: another one has made calls meanwhile, or this one
    /// has just started. The next `dial_next` corrects those that lie in the future since the clock was set back.
    void begin_dialling();
    /// The same for `resolve_open_attempts`: at worst a platform is asked again for a call.
    void begin_resolving();

    /// When `dial_next` has something to do, as far as is known now. Nothing where no campaign goes on.
    std::optional<Time> next_look() const;

    database::Database& database() const { return context_.database; }

private:
    class PlacingCall;

    /// Every active campaign is looked at now where the clock was set back.
    void look_again_after_clock_change(Time now);
    /// Waits with a campaign that cannot be read or stored, so that the others go on.
    void postpone_failed_campaign(const CampaignId& id, const std::string& problem);
    void pause_campaigns(Time now);
    void give_up_attempts(Time now);
    void ask_platforms_for_attempts(const std::stop_token& stop, Time now);
    /// False where the platform could not be asked.
    bool ask_platform_for(const Attempt& attempt);

    const DiallerContext context_;
    std::mutex mutex_;                               ///< of choosing, and of what follows
    std::map<std::string, int> calls_being_placed_;  ///< by destination: one by each thread that places a call
    std::optional<Time> last_seen_;                  ///< the clock

    // Of resolve_open_attempts alone.
    std::map<AttemptId, int> lookups_;             ///< how many of the lookups of an unresolved attempt were made
    std::map<CampaignId, Time> not_paused_until_;  ///< when one that cannot be paused is tried again
};

}  // namespace rollcall::campaigns
