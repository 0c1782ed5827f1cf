#pragma once

#include <boost/describe/enum.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/result_counters.hpp"
#include "jobs/leases.hpp"
#include "mail/folder.hpp"
#include "mail/message.hpp"
#include "mail/transport.hpp"
#include "outbox/outbox_store.hpp"

namespace rollcall::outbox {

/// An email as the feature that queued it writes it.
struct ComposedEmail {
    std::string sender_name;
    mail::Mailbox recipient;
    mail::Content content;
};

/// Writes the email of one kind with the token of its link, from what is stored now. Nothing when it is not to be sent
/// any more.
using ComposeEmail = std::function<std::optional<ComposedEmail>(database::Transaction&, std::string_view token)>;

enum class EmailResult {
    sent,
    kept,     ///< in the folder: there is no mail server
    retried,  ///< it will be tried again
    failed,   ///< refused by the mail server, or given up
};
BOOST_DESCRIBE_ENUM(EmailResult, sent, kept, retried, failed)

class EmailCounters : public ResultCounters<EmailResult> {
public:
    EmailCounters() : ResultCounters("rollcall_emails_total", "Attempts to send an email, by result.") {}
};

/// What delivering works with.
struct DeliveryContext {
    database::Database& database;
    const Clock& clock;
    const SealingKey& key;
    mail::Transport& transport;
    const mail::Folder& folder;  ///< where emails are kept, or were while there was no mail server
    std::string sender_address;
    std::map<EmailKind, ComposeEmail> composers;
    std::shared_ptr<EmailCounters> counters = std::make_shared<EmailCounters>();
    /// Of the emails that are being delivered here.
    std::shared_ptr<jobs::Leases<MailId>> leases = std::make_shared<jobs::Leases<MailId>>();
};

/// Tries to deliver all emails that are due, one after the other, until `stop` is requested. Each is claimed first and
/// handed over outside of any transaction: after a crash in between it is sent a second time rather than never.
/// Returns how many attempts it was.
std::size_t deliver_due_emails(const DeliveryContext& context, const std::stop_token& stop = {});

/// Keeps other instances from the emails that are being delivered here.
void renew_email_leases(const DeliveryContext& context);

/// Deletes the kept files whose email was deleted.
void delete_files_without_email(database::Database& database, const mail::Folder& folder);

}  // namespace rollcall::outbox
