#include "outbox/delivery.hpp"

#include <spdlog/spdlog.h>

#include "outbox/outbox_limits.hpp"

namespace rollcall::outbox {

namespace {

using Outcome = mail::Delivery::Outcome;

std::optional<mail::Message> message_of(const Post& post, const ClaimedMail& claimed, std::string_view token) {
    auto composed =
        post.database.read([&](database::Transaction& tx) { return post.composers.at(claimed.kind)(tx, token); });
    if (!composed) return std::nullopt;
    return mail::Message{
        .id = claimed.id.text(),
        .date = claimed.created_at,
        .from = {composed->sender_name, post.sender_address},
        .to = std::move(composed->recipient),
        .content = std::move(composed->content),
    };
}

Noted note(database::Transaction& tx, const ClaimedMail& claimed, const mail::Delivery& delivery, Time now) {
    if (delivery.outcome == Outcome::sent) return note_delivered(tx, claimed.id, State::sent, now);
    if (delivery.outcome == Outcome::kept) return note_delivered(tx, claimed.id, State::kept, now);
    const auto next = retries.next_attempt(claimed.attempts, claimed.created_at, now);
    if (delivery.outcome == Outcome::try_again && next) return note_waiting(tx, claimed.id, *next, delivery.reason);
    return note_failed(tx, claimed.id, delivery.reason);
}

void note(const Post& post, const ClaimedMail& claimed, const mail::Delivery& delivery) {
    const auto noted =
        post.database.write([&](database::Transaction& tx) { return note(tx, claimed, delivery, post.clock.now()); });
    // Its member was removed while it went out.
    if (noted == Noted::mail_is_gone) forget_files_without_mail(post.database, post.folder);
}

// Why it did not go out may name the recipient, so that stands on the Outbox page and not in the log.
void log(const ClaimedMail& claimed, Outcome outcome) {
    switch (outcome) {
        case Outcome::sent:
            return spdlog::info("Mail {} was sent", claimed.id.text());
        case Outcome::kept:
            return spdlog::info("Mail {} was put into the outbox folder", claimed.id.text());
        case Outcome::try_again:
            return spdlog::warn("Mail {} could not be sent, at attempt {}", claimed.id.text(), claimed.attempts);
        case Outcome::refused:
            return spdlog::warn("Mail {} was refused by the mail server", claimed.id.text());
    }
}

void deliver(const Post& post, const ClaimedMail& claimed, std::stop_token stop) {
    const auto token = post.key.open(claimed.sealed_token);
    if (!token) {
        return note(post, claimed, {Outcome::refused, "The key file is not the one that this mail was sealed with."});
    }
    const auto message = message_of(post, claimed, *token);
    if (!message) {
        return post.database.write([&](database::Transaction& tx) { delete_mail(tx, claimed.id); });
    }
    const auto delivery = post.transport.deliver(*message, std::move(stop));
    note(post, claimed, delivery);
    log(claimed, delivery.outcome);
}

}  // namespace

std::size_t deliver_due(const Post& post, std::stop_token stop) {
    std::size_t attempts = 0;
    while (!stop.stop_requested()) {
        const auto claimed = post.database.write([&](database::Transaction& tx) {
            const auto now = post.clock.now();
            return claim_due(tx, now, now + claim_time);
        });
        if (!claimed) break;
        deliver(post, *claimed, stop);
        ++attempts;
    }
    return attempts;
}

void forget_files_without_mail(database::Database& database, const mail::Folder& folder) {
    folder.keep_only([&](const std::string& id) {
        return database.read([&](database::Transaction& tx) { return find(tx, MailId(id)).has_value(); });
    });
}

}  // namespace rollcall::outbox
