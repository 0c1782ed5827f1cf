#pragma once

#include <optional>
#include <string_view>

#include "core/id.hpp"
#include "database/database.hpp"
#include "identity/identity_limits.hpp"

namespace rollcall::identity {

/// What a guess at a password is counted for: the session of somebody who is signed in; otherwise the device, if it is
/// known to the member with that email; otherwise the email and the network of the client. So a stranger's guesses
/// count neither for a member's own browsers nor for what he or she does while signed in.
struct SignInAttempt {
    std::string_view email;  ///< as typed
    std::string_view client_address;
    std::optional<DeviceId> known_device{};
    std::optional<SessionId> session{};
};

/// Throws Error::too_many_attempts, with the time to wait, when there were too many failures. Called before the
/// password is verified and again in the write that follows, so that parallel guesses get no more answers than guesses
/// one after the other. Failures dated further in the future than `failure_window`, which a clock that was set back
/// leaves, do not count; nearer ones do, since the clocks of several instances differ.
void require_within_guess_limit(database::Transaction& tx, const SignInAttempt& attempt, Time now);

/// Counts a failure, and deletes those that do not count any more.
void insert_failure_rows(database::Transaction& tx, const SignInAttempt& attempt, Time now);

/// Counts a failure of the member (nothing: of emails that nobody has) and of the network of that address, for the log.
/// Returns how many there were in the window, with this one.
int insert_logged_failure_row(database::Transaction& tx, const std::optional<MemberId>& member,
                              std::string_view client_address, Time now);

/// Counts a request for a link to choose a new password. False when its email has had `resets_per_email`: no email is
/// sent then, and the request does not count. Throws Error::too_many_attempts when the client has asked for too many,
/// whatever emails it named.
[[nodiscard]] bool insert_reset_request_rows(database::Transaction& tx, const SignInAttempt& attempt, Time now);

/// Deletes all failures of an email.
void delete_failure_rows(database::Transaction& tx, std::string_view email);

}  // namespace rollcall::identity
