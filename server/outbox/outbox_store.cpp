#include "outbox/outbox_store.hpp"

#include <array>
#include <stdexcept>

namespace rollcall::outbox {

namespace {

constexpr std::array<std::string_view, 2> kinds{"invitation", "password_reset"};
constexpr std::array<std::string_view, 4> states{"queued", "sent", "kept", "failed"};

constexpr auto insert_mail = R"(
    INSERT INTO mail (id, member_id, kind, sealed_token, state, next_attempt_at, created_at)
    VALUES ($1, $2, $3, $4, 'queued', $5, $5))";
constexpr auto delete_queued = "DELETE FROM mail WHERE member_id = $1 AND kind = $2 AND state = 'queued'";
constexpr auto delete_to_member = "DELETE FROM mail WHERE member_id = $1";
constexpr auto delete_one = "DELETE FROM mail WHERE id = $1";

constexpr auto columns = R"(
    mail.id, mail.kind, mail.member_id, m.name, m.email, mail.state, mail.reason, mail.attempts, mail.created_at,
    mail.next_attempt_at, mail.sent_at)";
constexpr auto from_mail = "mail JOIN members m ON m.id = mail.member_id";
constexpr auto select_one = R"(
    SELECT mail.id, mail.kind, mail.member_id, m.name, m.email, mail.state, mail.reason, mail.attempts, mail.created_at,
           mail.next_attempt_at, mail.sent_at
    FROM mail JOIN members m ON m.id = mail.member_id WHERE mail.id = $1)";

constexpr auto claim = R"(
    UPDATE mail SET next_attempt_at = $2, attempts = attempts + 1
    WHERE id = (SELECT id FROM mail WHERE state = 'queued' AND next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT 1)
    RETURNING id, kind, sealed_token, attempts, created_at)";
constexpr auto update_due = "UPDATE mail SET next_attempt_at = $1 WHERE state = 'queued'";
constexpr auto update_delivered = R"(
    UPDATE mail SET state = $2, sent_at = $3, sealed_token = NULL, next_attempt_at = NULL, reason = NULL WHERE id = $1)";
constexpr auto update_waiting = "UPDATE mail SET next_attempt_at = $2, reason = $3 WHERE id = $1";
constexpr auto update_failed =
    "UPDATE mail SET state = 'failed', sealed_token = NULL, next_attempt_at = NULL, reason = $2 WHERE id = $1";

template <std::size_t size>
std::size_t position(const std::array<std::string_view, size>& names, std::string_view name) {
    for (std::size_t index = 0; index < size; ++index) {
        if (names[index] == name) return index;
    }
    throw std::logic_error("the table of mail holds an unknown name");
}

Kind read_kind(std::string_view text) { return static_cast<Kind>(position(kinds, text)); }

Mail read_mail(const database::Row& row) {
    return {
        .id = row.id<MailId>(0),
        .kind = read_kind(row.text_view(1)),
        .recipient = row.id<MemberId>(2),
        .recipient_name = row.text(3),
        .recipient_email = row.text(4),
        .state = static_cast<State>(position(states, row.text_view(5))),
        .reason = row.optional_text(6),
        .attempts = row.integer(7),
        .created_at = row.time(8),
        .next_attempt_at = row.optional_time(9),
        .sent_at = row.optional_time(10),
    };
}

ClaimedMail read_claimed(const database::Row& row) {
    return {
        .id = row.id<MailId>(0),
        .kind = read_kind(row.text_view(1)),
        .sealed_token = row.text(2),
        .attempts = row.integer(3),
        .created_at = row.time(4),
    };
}

Noted noted(std::int64_t rows) { return rows == 1 ? Noted::yes : Noted::mail_is_gone; }

}  // namespace

std::string_view to_text(Kind kind) { return kinds.at(static_cast<std::size_t>(kind)); }

std::string_view to_text(State state) { return states.at(static_cast<std::size_t>(state)); }

std::optional<State> state_from_text(std::string_view text) {
    for (const auto state : {State::queued, State::sent, State::kept, State::failed}) {
        if (to_text(state) == text) return state;
    }
    return std::nullopt;
}

MailId enqueue(database::Transaction& tx, const SealingKey& key, Kind kind, const MemberId& recipient,
               std::string_view token, Time now) {
    const auto id = MailId::make(now);
    tx.execute(insert_mail, id, recipient, to_text(kind), key.seal(token), now);
    return id;
}

void withdraw(database::Transaction& tx, Kind kind, const MemberId& recipient) {
    tx.execute(delete_queued, recipient, to_text(kind));
}

std::int64_t delete_mail_to(database::Transaction& tx, const MemberId& recipient) {
    return tx.execute(delete_to_member, recipient);
}

database::Page<Mail> list(database::Transaction& tx, std::optional<State> state, const database::PageRequest& request) {
    database::ListQuery query(columns, from_mail, "mail.id");
    if (state) query.where("mail.state = ?", {to_text(*state)});
    return query.page(tx, request, read_mail);
}

std::optional<Mail> find(database::Transaction& tx, const MailId& id) { return tx.first(select_one, read_mail, id); }

std::optional<ClaimedMail> claim_due(database::Transaction& tx, Time now, Time until) {
    return tx.first(claim, read_claimed, now, until);
}

void make_due(database::Transaction& tx, Time now) { tx.execute(update_due, now); }

Noted note_delivered(database::Transaction& tx, const MailId& id, State state, Time now) {
    return noted(tx.execute(update_delivered, id, to_text(state), now));
}

Noted note_waiting(database::Transaction& tx, const MailId& id, Time next_attempt_at, std::string_view reason) {
    return noted(tx.execute(update_waiting, id, next_attempt_at, reason));
}

Noted note_failed(database::Transaction& tx, const MailId& id, std::string_view reason) {
    return noted(tx.execute(update_failed, id, reason));
}

void delete_mail(database::Transaction& tx, const MailId& id) { tx.execute(delete_one, id); }

}  // namespace rollcall::outbox
