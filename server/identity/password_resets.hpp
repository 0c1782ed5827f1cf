#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/sealing.hpp"
#include "database/database.hpp"
#include "identity/session_store.hpp"
#include "outbox/delivery.hpp"

namespace rollcall::identity {

class PasswordHasher;

/// The link of a mail works for this long.
inline constexpr auto reset_lifetime = std::chrono::hours(1);

/// Mails a link to choose a new password to the member with that address, if there is one who can sign in at all: to
/// the stored address, never to the one that was typed. Whether there is one does not show: the work is one write
/// either way. What is too much for one address is passed over in silence (guess_limit_store.hpp).
///
/// Throws Error::too_many_attempts after too many requests from one client. Who may call: anyone.
void request_password_reset(database::Database& database, const Clock& clock, const SealingKey& key,
                            std::string_view email, const Client& client);

struct CompletePasswordReset {
    std::string token;
    std::string password;
};

/// Gives the member the new password. All their sessions and API tokens end, all their links stop working, and failed
/// sign-ins are forgotten. Throws Error::not_found for a token that is unknown, used or too old, and for a member who
/// is suspended; Error::invalid for a password that is not good enough. Who may call: whoever has the link.
void complete_password_reset(database::Database& database, const Clock& clock, PasswordHasher& passwords,
                             const CompletePasswordReset& input);

/// The mail with the link. `address` is where browsers reach this server. Nothing once the token opens nothing.
std::optional<outbox::ComposedEmail> compose_password_reset(database::Transaction& tx, std::string_view address,
                                                            std::string_view token);

}  // namespace rollcall::identity
