#pragma once

#include "app/serving/service_parts.hpp"
#include "app/serving/stored_data.hpp"
#include "identity/passwords/password_resets.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::app {

/// The workers that no handler wakes. `data` and `parts` live longer.
class BackgroundWork {
public:
    BackgroundWork(StoredData& data, ServiceParts& parts);
    BackgroundWork(const BackgroundWork&) = delete;
    BackgroundWork& operator=(const BackgroundWork&) = delete;

    /// Starts these workers and those of `parts`.
    void start();

private:
    ServiceParts& parts_;
    const identity::ResetRequestContext reset_requests_;
    jobs::PeriodicWorker password_resets_;
    jobs::PeriodicWorker live_stream_count_;
    jobs::PeriodicWorker blob_deletion_;
    jobs::PeriodicWorker erasure_;
    jobs::PeriodicWorker ledger_completion_;
    jobs::PeriodicWorker search_index_;
    jobs::PeriodicWorker contact_search_;
    jobs::PeriodicWorker memory_return_;
    jobs::PeriodicWorker call_words_;
};

}  // namespace rollcall::app
