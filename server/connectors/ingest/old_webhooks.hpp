#pragma once

#include <map>

#include "connectors/ingest/call_event_store.hpp"
#include "core/clock.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::connectors {

/// Deletes the webhooks of kinds that say nothing of a call, `other_webhook_lifetime` after they have arrived: a
/// platform may repeat a whole conversation in each of them. Those about calls are kept.
class OldWebhooks {
public:
    OldWebhooks(database::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    /// Goes on where the last run ended, in small reads and writes.
    void run(const std::stop_token& stop);

    /// The next run begins with the oldest webhook again.
    void forget_position() { positions_.clear(); }

private:
    /// False where there are no further ones that are old enough.
    bool delete_some(const ConnectionId& connection);

    database::Database& database_;
    const Clock& clock_;
    std::map<ConnectionId, CallEventPlace> positions_;  ///< the last one of each that was looked at
};

jobs::PeriodicWork old_webhook_work(OldWebhooks& webhooks, database::Database& database);

}  // namespace rollcall::connectors
