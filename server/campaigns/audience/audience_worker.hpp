#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "campaigns/audience/audience_store.hpp"
#include "campaigns/campaign.hpp"
#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "jobs/pause_for_others.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::campaigns {

/// Inserts the attempts of campaigns that were launched; plans those again that wait for hours, where these were
/// changed; and skips those of cancelled campaigns. Each step is one small write with the position after it, so that
/// after a crash nothing is done twice and nothing is left out. For one thread.
class AudienceWorker {
public:
    /// `on_complete`: called where a campaign's calls can be made.
    AudienceWorker(database::Database& database, const Clock& clock, const SealingKey& key,
                   std::function<void()> on_complete)
        : database_(database), clock_(clock), key_(key), on_complete_(std::move(on_complete)) {}

    /// Does all that is due, and returns early when a stop is requested. What could not be done for one campaign does
    /// not keep it from the others; then it throws at the end.
    void run(const std::stop_token& stop);

private:
    void run_turn(const CampaignId& id, const std::stop_token& stop);
    /// One step of a campaign. False where nothing is left of it now.
    bool do_step(const CampaignId& id);
    bool insert_next_attempts(const Campaign& campaign);
    bool plan_next_attempts_again(const Campaign& campaign);
    bool skip_next_attempts(const CampaignId& id);

    /// Contacts that were read and of whom the attempts are not inserted yet.
    struct Window {
        CampaignId campaign;
        std::string position;  ///< as it is stored before the next chunk
        std::vector<AudienceContact> contacts;
        std::size_t next = 0;     ///< in `contacts`
        AudiencePosition behind;  ///< after all of them
    };
    void read_window(const Campaign& campaign);

    database::Database& database_;
    const Clock& clock_;
    const SealingKey& key_;
    const std::function<void()> on_complete_;
    Window window_;
    jobs::PauseForOthers pause_{database_};
};

/// Does that in the background.
jobs::PeriodicWork audience_work(database::Database& database, const Clock& clock, const SealingKey& key,
                                 std::function<void()> on_complete);

}  // namespace rollcall::campaigns
