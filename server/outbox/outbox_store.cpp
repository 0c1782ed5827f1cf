#include "outbox/outbox_store.hpp"

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"
#include "jobs/job_limits.hpp"

namespace rollcall::outbox {

namespace {

using database::StatementBuilder;

constexpr database::ColumnExpression recipient_columns[] = {
    {"recipient_id", "mail.member_id"}, {"recipient_name", "m.name"}, {"recipient_email", "m.email"}};
constexpr auto from_mail = "mail JOIN members m ON m.id = mail.member_id";

constexpr auto delete_queued = "DELETE FROM mail WHERE member_id = $1 AND kind = $2 AND state = 'queued'";
constexpr auto delete_to_member = "DELETE FROM mail WHERE member_id = $1";
constexpr auto delete_one = "DELETE FROM mail WHERE id = $1";

// Only a queued email has a next attempt.
constexpr auto claim = R"(
    UPDATE mail SET next_attempt_at = $2, attempts = attempts + 1
    WHERE id = (SELECT id FROM mail WHERE next_attempt_at <= $1 ORDER BY next_attempt_at, id LIMIT 1)
    RETURNING )";
// In order, or PostgreSQL reads through all emails: without values it expects that many are due.
constexpr auto select_due = "SELECT 1 FROM mail WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT 1";
constexpr auto update_due = "UPDATE mail SET next_attempt_at = $1 WHERE next_attempt_at > $2";
constexpr auto renew_lease =
    "UPDATE mail SET next_attempt_at = $2 WHERE id = $1 AND state = 'queued' AND next_attempt_at < $2";
constexpr auto update_delivered = R"(
    UPDATE mail SET state = $2, sent_at = $3, sealed_token = NULL, next_attempt_at = NULL, reason = NULL WHERE id = $1)";
// Not of one that another attempt has delivered meanwhile.
constexpr auto update_waiting = "UPDATE mail SET next_attempt_at = $2, reason = $3 WHERE id = $1 AND state = 'queued'";
constexpr auto update_failed = R"(
    UPDATE mail SET state = 'failed', sealed_token = NULL, next_attempt_at = NULL, reason = $2
    WHERE id = $1 AND state = 'queued')";

constexpr auto update_queued_failed =
    "UPDATE mail SET state = 'failed', sealed_token = NULL, next_attempt_at = NULL, reason = $1 WHERE state = 'queued'";

const std::string& email_columns() {
    static const auto columns = database::columns_of<Email>("mail", recipient_columns);
    return columns;
}

}  // namespace

MailId queue_email(database::Transaction& tx, const SealingKey& key, EmailKind kind, const MemberId& recipient,
                   std::string_view token, Time now) {
    return queue_sealed_email(tx, kind, recipient, key.seal(token), now);
}

MailId queue_sealed_email(database::Transaction& tx, EmailKind kind, const MemberId& recipient,
                          std::string_view sealed_token, Time now) {
    const auto id = MailId::make(now);
    StatementBuilder::insert_into("mail", {{"id", id},
                                           {"member_id", recipient},
                                           {"kind", kind},
                                           {"sealed_token", sealed_token},
                                           {"state", EmailState::queued},
                                           {"next_attempt_at", now},
                                           {"created_at", now}})
        .execute_later(tx);
    return id;
}

void withdraw_emails(database::Transaction& tx, EmailKind kind, const MemberId& recipient) {
    tx.execute_later(delete_queued, recipient, kind);
}

std::int64_t delete_email_rows(database::Transaction& tx, const MemberId& recipient) {
    return tx.execute(delete_to_member, recipient);
}

database::Page<Email> list_emails(database::Transaction& tx, std::optional<EmailState> state,
                                  const database::PageRequest& request) {
    database::ListQuery query(email_columns(), from_mail, "mail.id");
    if (state) query.where("mail.state = ?", {*state});
    return query.page(tx, request, database::read_row<Email>);
}

std::optional<Email> find_email(database::Transaction& tx, const MailId& id) {
    StatementBuilder statement("SELECT " + email_columns() + " FROM ");
    return statement.add(from_mail).where("mail.id = ?", {id}).first(tx, database::read_row<Email>);
}

std::optional<ClaimedEmail> claim_due_email(database::Transaction& tx, Time now, Time until) {
    static const auto statement = claim + database::columns_of<ClaimedEmail>("mail");
    return tx.first(statement, database::read_row<ClaimedEmail>, now, until);
}

jobs::QueueState read_outbox_queue(database::Transaction& tx) {
    return jobs::read_queue(
        tx,
        "SELECT mail.next_attempt_at AS since FROM mail WHERE mail.next_attempt_at IS NOT NULL ORDER BY"
        " mail.next_attempt_at");
}

std::int64_t update_queued_emails_failed(database::Transaction& tx, std::string_view reason) {
    return tx.execute(update_queued_failed, reason);
}

bool has_due_email(database::Transaction& tx, Time now) {
    return tx
        .first(
            select_due, [](const database::Row&) { return true; }, now)
        .has_value();
}

void update_queued_emails_due(database::Transaction& tx, Time now) {
    tx.execute(update_due, now, now + jobs::lease_time);
}

void update_email_lease(database::Transaction& tx, const MailId& id, Time until) { tx.execute(renew_lease, id, until); }

bool update_email_delivered(database::Transaction& tx, const MailId& id, EmailState state, Time now) {
    return tx.execute(update_delivered, id, state, now) == 1;
}

bool update_email_waiting(database::Transaction& tx, const MailId& id, Time next_attempt_at, std::string_view reason) {
    return tx.execute(update_waiting, id, next_attempt_at, reason) == 1;
}

bool update_email_failed(database::Transaction& tx, const MailId& id, std::string_view reason) {
    return tx.execute(update_failed, id, reason) == 1;
}

void delete_email_row(database::Transaction& tx, const MailId& id) { tx.execute_later(delete_one, id); }

}  // namespace rollcall::outbox
