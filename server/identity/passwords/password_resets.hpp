#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/sealing.hpp"
#include "database/database.hpp"
#include "identity/session_store.hpp"
#include "outbox/delivery.hpp"

namespace rollcall::identity {

class PasswordHasher;

/// Queues an email with a link to choose a new password for the member with that email, if there is one who can sign
/// in: to the stored address, never to the one that was typed. The response does not tell whether there is one, and the
/// work is one write either way. Beyond `resets_per_email` no email is sent.
///
/// Throws Error::too_many_attempts after too many requests from one client. Who may call: anyone.
void request_password_reset(database::Database& database, const Clock& clock, const SealingKey& key,
                            std::string_view email, const Client& client);

struct CompletePasswordReset {
    std::string token;
    std::string password;
};

/// Gives the member the new password. All sessions, API tokens and links of the member end (end_access.hpp), and failed
/// sign-ins are deleted. Throws Error::not_found for a token that is unknown, used or expired, and for a suspended
/// member; Error::invalid for a password that is not good enough. Who may call: anyone who has the link.
void complete_password_reset(database::Database& database, const Clock& clock, PasswordHasher& passwords,
                             const SealingKey& key, const CompletePasswordReset& input, const Client& client);

/// The email with the link. `address` is where browsers reach this server. Nothing once the link has ended.
std::optional<outbox::ComposedEmail> compose_password_reset(database::Transaction& tx, std::string_view address,
                                                            std::string_view token);

}  // namespace rollcall::identity
