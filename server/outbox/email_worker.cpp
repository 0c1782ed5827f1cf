#include "outbox/email_worker.hpp"

#include "outbox/outbox_limits.hpp"

namespace rollcall::outbox {

EmailWorker::EmailWorker(DeliveryContext context)
    : context_(std::move(context)),
      renewal_({.name = "Renewing claims of emails",
                .run = [this](const std::stop_token&) { renew_email_leases(context_); },
                .pause = jobs::lease_renewal_pause}),
      deletion_({.name = "Deleting kept emails",
                 .run =
                     [this](const std::stop_token&) {
                         delete_files_without_email(context_.database, context_.folder);
                     },
                 .pause = kept_files_pause}),
      worker_({.name = "Sending emails",
               .run = [this](const std::stop_token& stop) { run(stop); },
               .claim = jobs::claim_in(context_.database),
               .begin = [this] { make_emails_due(); }}) {}

void EmailWorker::start() {
    renewal_.start();
    deletion_.start();
    worker_.start();
}

mail::DeliveryResult EmailWorker::deliver_now(ComposedEmail email, Time now) const {
    const mail::Message message{.id = MailId::make(now).text(),
                                .date = now,
                                .from = {std::move(email.sender_name), context_.sender_address},
                                .to = std::move(email.recipient),
                                .content = std::move(email.content)};
    return context_.transport.deliver(message, immediate_deliveries_.get_token());
}

void EmailWorker::run(const std::stop_token& stop) {
    if (clock_watch_.was_set_back(context_.clock.now())) make_emails_due();
    deliver_due_emails(context_, stop);
}

void EmailWorker::make_emails_due() {
    context_.database.write([&](database::Transaction& tx) { update_queued_emails_due(tx, context_.clock.now()); });
}

}  // namespace rollcall::outbox
