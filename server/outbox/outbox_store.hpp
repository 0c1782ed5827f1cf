#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.hpp"
#include "core/sealing.hpp"
#include "database/page.hpp"
#include "jobs/queue_store.hpp"

/// Emails that are to be sent. They are queued in the write that they tell of, and sent after the commit by the
/// EmailWorker.
namespace rollcall::outbox {

enum class EmailKind { invitation, password_reset, new_device, password_changed, api_token_created };
BOOST_DESCRIBE_ENUM(EmailKind, invitation, password_reset, new_device, password_changed, api_token_created)

enum class EmailState {
    queued,
    sent,  ///< to the mail server
    kept,  ///< in the folder: there is no mail server
    failed,
};
BOOST_DESCRIBE_ENUM(EmailState, queued, sent, kept, failed)

/// Queues an email to a member, due at once. `token` is what its link holds: kept sealed, and only until it is sent.
/// The second takes the token as the key has sealed it.
MailId queue_email(database::Transaction& tx, const SealingKey& key, EmailKind kind, const MemberId& recipient,
                   std::string_view token, Time now);
MailId queue_sealed_email(database::Transaction& tx, EmailKind kind, const MemberId& recipient,
                          std::string_view sealed_token, Time now);

/// Deletes what has not been sent to the member yet: its link has stopped working.
void withdraw_emails(database::Transaction& tx, EmailKind kind, const MemberId& recipient);

/// Deletes all emails to the member; returns how many. Those that are kept in the folder are deleted by
/// `delete_files_without_email`.
std::int64_t delete_email_rows(database::Transaction& tx, const MemberId& recipient);

/// An email as administrators see it.
struct Email {
    MailId id;
    EmailKind kind = EmailKind::invitation;
    MemberId recipient_id;
    std::string recipient_name;
    std::string recipient_email;
    EmailState state = EmailState::queued;
    std::optional<std::string> reason;  ///< why it is not sent so far, or never will be
    std::int64_t attempts = 0;
    Time created_at;
    std::optional<Time> next_attempt_at;  ///< while it is queued
    std::optional<Time> sent_at;
};
BOOST_DESCRIBE_STRUCT(Email, (),
                      (id, kind, recipient_id, recipient_name, recipient_email, state, reason, attempts, created_at,
                       next_attempt_at, sent_at))

inline constexpr database::SortColumn email_sorts[] = {
    {"created_at", "mail.created_at", database::SortColumn::Type::integer},
};
database::Page<Email> list_emails(database::Transaction& tx, std::optional<EmailState> state,
                                  const database::PageRequest& request);
std::optional<Email> find_email(database::Transaction& tx, const MailId& id);

/// An email for the one who is about to deliver it.
struct ClaimedEmail {
    MailId id;
    EmailKind kind = EmailKind::invitation;
    std::string sealed_token;
    std::int64_t attempts = 0;  ///< this one included
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(ClaimedEmail, (), (id, kind, sealed_token, attempts, created_at))

bool has_due_email(database::Transaction& tx, Time now);

/// The email that has been due longest, if any is. Nobody else can claim it until `until`.
std::optional<ClaimedEmail> claim_due_email(database::Transaction& tx, Time now, Time until);

/// The emails that are queued, also those that wait for another attempt; and since when the first of them is due.
jobs::QueueState read_outbox_queue(database::Transaction& tx);

/// Gives up all that is queued, for that reason; returns how many.
std::int64_t update_queued_emails_failed(database::Transaction& tx, std::string_view reason);

/// Makes all that is queued due now, except what may be claimed at the moment: that is due within jobs::lease_time
/// unless the claim is renewed.
void update_queued_emails_due(database::Transaction& tx, Time now);

/// Nobody else can claim the email until then either. Changes nothing where its attempt has ended.
void update_email_lease(database::Transaction& tx, const MailId& id, Time until);

/// Stores how an attempt ended; the token is deleted with the last one. Each is false where the email was deleted
/// meanwhile; the last two also where another attempt has ended it.
[[nodiscard]] bool update_email_delivered(database::Transaction& tx, const MailId& id, EmailState state, Time now);
[[nodiscard]] bool update_email_waiting(database::Transaction& tx, const MailId& id, Time next_attempt_at,
                                        std::string_view reason);
[[nodiscard]] bool update_email_failed(database::Transaction& tx, const MailId& id, std::string_view reason);

void delete_email_row(database::Transaction& tx, const MailId& id);

}  // namespace rollcall::outbox
