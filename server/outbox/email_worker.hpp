#pragma once

#include <stop_token>

#include "jobs/periodic_worker.hpp"
#include "outbox/delivery.hpp"

namespace rollcall::outbox {

/// Delivers emails in the background. What an earlier run of the server left is tried at once: the reason why it could
/// not be sent may be gone.
class EmailWorker {
public:
    explicit EmailWorker(DeliveryContext context);

    void start() { worker_.start(); }

    /// Says that an email was queued, after the commit. What nobody says is noticed within seconds.
    void wake() { worker_.wake(); }

private:
    void run(const std::stop_token& stop);
    void prepare();

    DeliveryContext context_;
    bool is_prepared_ = false;
    jobs::PeriodicWorker worker_;  // last: it uses all of the above
};

}  // namespace rollcall::outbox
