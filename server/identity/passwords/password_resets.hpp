#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/sealing.hpp"
#include "database/database.hpp"
#include "identity/session_store.hpp"
#include "outbox/delivery.hpp"

namespace rollcall::identity {

class PasswordHasher;

/// Stores a request for a link to choose a new password; `answer_reset_requests` decides about it. The work is the same
/// for every email: whether a member has it is not looked up here. Beyond `resets_per_email` no email is sent.
///
/// Throws Error email_not_set_up where there is no mail server, Error::too_many_attempts after too many requests from
/// one client. Who may call: anyone.
void request_password_reset(database::Database& database, const Clock& clock, const SealingKey& key, bool sends_mail,
                            std::string_view email, const Client& client);

/// Inside a write: queues an email that invites a member who has no password yet, with a link of this token. False, and
/// nothing done, where the member is not to be invited again.
using InviteAgain = std::function<bool(database::Transaction&, const MemberId&, std::string_view token, Time now)>;

/// What deciding about requests works with.
struct ResetRequestContext {
    database::Database& database;
    const Clock& clock;
    const SealingKey& key;
    bool sends_mail;
    InviteAgain invite_again;
    std::function<void()> wake_outbox;
};

/// Queues an email for each request whose email a member has who can sign in, or is invited: to the stored address,
/// never to the one that was typed. All other requests are deleted, after as many writes. Returns how many requests
/// there were.
///
/// It runs in the background. Requests do not wake it, so that a request and what follows from it are apart in time.
std::size_t answer_reset_requests(const ResetRequestContext& context, const std::stop_token& stop = {});

struct CompletePasswordReset {
    std::string token;
    std::string password;
};

/// Gives the member the new password; the audit log says that it was by a link, and from which address. All sessions,
/// API tokens and links of the member end (end_access.hpp), and failed sign-ins are deleted. Throws Error::not_found
/// for a token that is unknown, used or expired, and for a suspended member; Error::invalid for a password that is not
/// good enough. Who may call: anyone who has the link.
void complete_password_reset(database::Database& database, const Clock& clock, PasswordHasher& passwords,
                             const SealingKey& key, const CompletePasswordReset& input, const Client& client);

/// The email with the link. `address` is where browsers reach this server. Nothing once the link has ended or expired.
std::optional<outbox::ComposedEmail> compose_password_reset(database::Transaction& tx, std::string_view address,
                                                            std::string_view token, Time now);

}  // namespace rollcall::identity
