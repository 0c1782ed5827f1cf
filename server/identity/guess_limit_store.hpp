#pragma once

#include <string_view>

#include "database/database.hpp"
#include "identity/identity_limits.hpp"

namespace rollcall::identity {

/// What a guess at a password is counted for.
struct SignInAttempt {
    std::string_view email;  ///< as typed
    std::string_view client_address;
};

/// Throws Error::too_many_attempts, with the time to wait, when the email or the client has failed too often. Called
/// before the password is verified and again in the write that follows, so that parallel guesses get no more answers
/// than guesses one after the other.
void require_within_guess_limit(database::Transaction& tx, const SignInAttempt& attempt, Time now);

/// Counts a failure, and deletes those outside every window.
void insert_failure_rows(database::Transaction& tx, const SignInAttempt& attempt, Time now);

/// Counts a request for a link to choose a new password. False when its email has had `resets_per_email`: no email is
/// sent then, and the request does not count. Throws Error::too_many_attempts when the client has asked for too many,
/// whatever emails it named.
[[nodiscard]] bool insert_reset_request_rows(database::Transaction& tx, const SignInAttempt& attempt, Time now);

/// Deletes all failures of an email.
void delete_failure_rows(database::Transaction& tx, std::string_view email);

}  // namespace rollcall::identity
