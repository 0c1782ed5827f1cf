#pragma once

#include <atomic>
#include <chrono>

#include "core/clock.hpp"
#include "database/database.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::app {

/// Whether requests can be served: the database can be read, and the last write was stored.
///
/// Anyone may ask. A question waits for no write, so that its time does not tell what others write; it starts a write
/// of its own in the background, at most one each `probe_interval`, whose outcome is in the next answer.
class Readiness {
public:
    Readiness(database::Database& database, const Clock& clock);

    void start() { probe_.start(); }

    /// Throws Error::unavailable when the database cannot be read, did not store the last write, or has kept a write
    /// waiting for `longest_write`.
    void require_ready();

private:
    using SteadyClock = std::chrono::steady_clock;

    void probe();
    void start_probe();

    database::Database& database_;
    const Clock& clock_;
    std::atomic<SteadyClock::time_point> probe_asked_at_{};
    std::atomic<SteadyClock::time_point> probe_began_at_{};  ///< the epoch when none runs
    jobs::PeriodicWorker probe_;                             // last: it uses all of the above
};

}  // namespace rollcall::app
