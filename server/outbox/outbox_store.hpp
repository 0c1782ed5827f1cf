#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/id.hpp"
#include "core/sealing.hpp"
#include "database/page.hpp"

/// Mail that is to go out. It is queued in the write that it tells of, and sent after the commit by the Worker.
namespace rollcall::outbox {

enum class Kind { invitation, password_reset };
enum class State { queued, sent, kept, failed };

std::string_view to_text(Kind kind);
std::string_view to_text(State state);
/// Nothing for a name of no state.
std::optional<State> state_from_text(std::string_view text);

/// Queues a mail to a member, due at once. `token` is what its link holds: kept sealed, and only until it is out.
MailId enqueue(database::Transaction& tx, const SealingKey& key, Kind kind, const MemberId& recipient,
               std::string_view token, Time now);

/// Takes back what has not gone out to the member yet: its link has stopped working.
void withdraw(database::Transaction& tx, Kind kind, const MemberId& recipient);

/// Deletes all mail to the member, whatever became of it; returns how many it was. What is kept in the folder goes with
/// `forget_files_without_mail`.
std::int64_t delete_mail_to(database::Transaction& tx, const MemberId& recipient);

/// A mail as administrators see it.
struct Mail {
    MailId id;
    Kind kind;
    MemberId recipient;
    std::string recipient_name;
    std::string recipient_email;
    State state;
    std::optional<std::string> reason;  ///< why it has not gone out so far, or never will
    std::int64_t attempts;
    Time created_at;
    std::optional<Time> next_attempt_at;  ///< while it is queued
    std::optional<Time> sent_at;
};

inline constexpr database::SortColumn mail_sorts[] = {
    {"created_at", "mail.created_at", database::SortColumn::Type::integer},
};
database::Page<Mail> list(database::Transaction& tx, std::optional<State> state, const database::PageRequest& request);
std::optional<Mail> find(database::Transaction& tx, const MailId& id);

/// A mail that somebody is about to deliver.
struct ClaimedMail {
    MailId id;
    Kind kind;
    std::string sealed_token;
    std::int64_t attempts;  ///< this one included
    Time created_at;
};

/// The mail that has been due longest, if any is. Nobody else is given it until `until`.
std::optional<ClaimedMail> claim_due(database::Transaction& tx, Time now, Time until);

/// Makes all that is queued due now.
void make_due(database::Transaction& tx, Time now);

enum class Noted { yes, mail_is_gone };

/// Notes how an attempt ended. What is out, or will never be, forgets its token. Each tells when the mail was deleted
/// meanwhile.
Noted note_delivered(database::Transaction& tx, const MailId& id, State state, Time now);
Noted note_waiting(database::Transaction& tx, const MailId& id, Time next_attempt_at, std::string_view reason);
Noted note_failed(database::Transaction& tx, const MailId& id, std::string_view reason);
void delete_mail(database::Transaction& tx, const MailId& id);

}  // namespace rollcall::outbox
