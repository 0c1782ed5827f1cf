#pragma once

#include <stop_token>

#include "jobs/clock_watch.hpp"
#include "jobs/periodic_worker.hpp"
#include "outbox/delivery.hpp"

namespace rollcall::outbox {

/// Delivers emails in the background, on one instance for all of them. What the instance before, or an earlier run of
/// the server, left is tried at once: the reason why it could not be sent may be gone. So is all that waits once the
/// clock was set back. On every instance, deletes kept files whose email was deleted elsewhere. What may be under way on another instance is tried when it has not renewed its claim.
class EmailWorker {
public:
    explicit EmailWorker(DeliveryContext context);

    void start();

    /// Hands over one email that is in no queue, at once: what an administrator tests the mail server with.
    mail::DeliveryResult deliver_now(ComposedEmail email, Time now) const;

    /// Ends each `deliver_now`, which a request waits for: the server cannot stop before its requests have returned.
    void stop_immediate_deliveries() { immediate_deliveries_.request_stop(); }

    /// Says that an email was queued, after the commit. What nobody says is noticed within seconds.
    void wake() { worker_.wake(); }

    const EmailCounters& counters() const { return *context_.counters; }

private:
    void run(const std::stop_token& stop);
    void make_emails_due();

    DeliveryContext context_;
    jobs::ClockWatch clock_watch_;
    std::stop_source immediate_deliveries_;
    // Last: their threads use all of the above.
    jobs::PeriodicWorker renewal_;
    jobs::PeriodicWorker deletion_;
    jobs::PeriodicWorker worker_;
};

}  // namespace rollcall::outbox
