#include "outbox/email_worker.hpp"

#include <spdlog/spdlog.h>

namespace rollcall::outbox {

EmailWorker::EmailWorker(DeliveryContext context)
    : context_(std::move(context)),
      worker_({.name = "Sending emails", .run = [this](const std::stop_token& stop) { run(stop); }}) {}

mail::DeliveryResult EmailWorker::deliver_now(ComposedEmail email, Time now) const {
    const mail::Message message{.id = MailId::make(now).text(),
                                .date = now,
                                .from = {std::move(email.sender_name), context_.sender_address},
                                .to = std::move(email.recipient),
                                .content = std::move(email.content)};
    return context_.transport.deliver(message, immediate_deliveries_.get_token());
}

void EmailWorker::run(const std::stop_token& stop) {
    if (clock_watch_.was_set_back(context_.clock.now())) is_prepared_ = false;
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
