#include "outbox/email_worker.hpp"

#include <spdlog/spdlog.h>

namespace rollcall::outbox {

EmailWorker::EmailWorker(DeliveryContext context)
    : context_(std::move(context)),
      worker_({.name = "Sending emails", .run = [this](const std::stop_token& stop) { run(stop); }}) {}

void EmailWorker::run(const std::stop_token& stop) {
    if (!is_prepared_) prepare();
    is_prepared_ = true;
    deliver_due_emails(context_, stop);
}

// A failure here does not keep emails from being sent.
void EmailWorker::prepare() {
    try {
        context_.database.write([&](database::Transaction& tx) { update_queued_emails_due(tx, context_.clock.now()); });
        delete_files_without_email(context_.database, context_.folder);
    } catch (const std::exception& error) {
        spdlog::error("Preparing the outbox failed: {}", error.what());
    }
}

}  // namespace rollcall::outbox
