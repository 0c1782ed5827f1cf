#include "outbox/delivery.hpp"

#include <spdlog/spdlog.h>

#include "jobs/job_limits.hpp"
#include "outbox/outbox_limits.hpp"

namespace rollcall::outbox {

namespace {

using database::Transaction;
using Outcome = mail::DeliveryResult::Outcome;

std::optional<mail::Message> compose_message(const DeliveryContext& context, const ClaimedEmail& claimed,
                                             std::string_view token) {
    const auto& compose = context.composers.at(claimed.kind);
    auto email = context.database.read([&](Transaction& tx) { return compose(tx, token); });
    if (!email) return std::nullopt;
    return mail::Message{
        .id = claimed.id.text(),
        .date = claimed.created_at,
        .from = {email->sender_name, context.sender_address},
        .to = std::move(email->recipient),
        .content = std::move(email->content),
    };
}

struct Attempt {
    EmailResult result;
    std::string reason;
    std::optional<Time> next{};  ///< of one that will be tried again
};

Attempt judge(const ClaimedEmail& claimed, const mail::DeliveryResult& delivery, Time now) {
    if (delivery.outcome == Outcome::sent) return {EmailResult::sent, {}};
    if (delivery.outcome == Outcome::kept) return {EmailResult::kept, {}};
    if (delivery.outcome == Outcome::refused) return {EmailResult::failed, delivery.reason};
    const auto next = retries.next_attempt(claimed.attempts, claimed.created_at, now);
    return {next ? EmailResult::retried : EmailResult::failed, delivery.reason, next};
}

bool store_attempt(Transaction& tx, const MailId& id, const Attempt& attempt, Time now) {
    switch (attempt.result) {
        case EmailResult::sent:
            return update_email_delivered(tx, id, EmailState::sent, now);
        case EmailResult::kept:
            return update_email_delivered(tx, id, EmailState::kept, now);
        case EmailResult::retried:
            return update_email_waiting(tx, id, attempt.next.value(), attempt.reason);
        case EmailResult::failed:
            break;
    }
    return update_email_failed(tx, id, attempt.reason);
}

void store_outcome(const DeliveryContext& context, const ClaimedEmail& claimed, const mail::DeliveryResult& delivery) {
    const auto now = context.clock.now();
    const auto attempt = judge(claimed, delivery, now);
    const bool is_stored =
        context.database.write([&](Transaction& tx) { return store_attempt(tx, claimed.id, attempt, now); });
    context.counters->count(attempt.result);
    // The member was removed while it was sent.
    if (!is_stored) delete_files_without_email(context.database, context.folder);
}

// The reason of a failure may name the recipient, so it is shown on the Outbox page and not logged.
void log_outcome(const ClaimedEmail& claimed, Outcome outcome) {
    switch (outcome) {
        case Outcome::sent:
            return spdlog::info("Email {} was sent", claimed.id.text());
        case Outcome::kept:
            return spdlog::info("Email {} was put into the outbox folder", claimed.id.text());
        case Outcome::try_again:
            return spdlog::warn("Email {} could not be sent, at attempt {}", claimed.id.text(), claimed.attempts);
        case Outcome::refused:
            return spdlog::warn("Email {} was refused by the mail server", claimed.id.text());
    }
}

void deliver(const DeliveryContext& context, const ClaimedEmail& claimed, const std::stop_token& stop) {
    const auto token = context.key.open(claimed.sealed_token);
    if (!token) {
        spdlog::warn("Email {} cannot be sent: it was encrypted with a different key file", claimed.id.text());
        const mail::DeliveryResult refused{Outcome::refused, "This email was encrypted with a different key file."};
        return store_outcome(context, claimed, refused);
    }
    const auto message = compose_message(context, claimed, *token);
    if (!message) {
        return context.database.write([&](Transaction& tx) { delete_email_row(tx, claimed.id); });
    }
    const auto delivery = context.transport.deliver(*message, stop);
    store_outcome(context, claimed, delivery);
    log_outcome(claimed, delivery.outcome);
}

}  // namespace

std::size_t deliver_due_emails(const DeliveryContext& context, const std::stop_token& stop) {
    std::size_t attempts = 0;
    while (!stop.stop_requested()) {
        const auto now = context.clock.now();
        if (!context.database.read_statement([&](Transaction& tx) { return has_due_email(tx, now); })) break;
        const auto claimed = context.database.write(
            [&](Transaction& tx) { return claim_due_email(tx, now, context.clock.now() + jobs::lease_time); });
        if (!claimed) break;
        const jobs::Leases<MailId>::Lease lease(*context.leases, claimed->id);
        deliver(context, *claimed, stop);
        ++attempts;
    }
    return attempts;
}

void renew_email_leases(const DeliveryContext& context) {
    for (const auto& email : context.leases->held()) {
        context.database.write(
            [&](Transaction& tx) { update_email_lease(tx, email, context.clock.now() + jobs::lease_time); });
    }
}

void delete_files_without_email(database::Database& database, const mail::Folder& folder) {
    folder.delete_others([&](const std::string& id) {
        return database.read([&](Transaction& tx) { return find_email(tx, MailId(id)).has_value(); });
    });
}

}  // namespace rollcall::outbox
