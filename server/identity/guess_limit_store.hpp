#pragma once

#include <string_view>

#include "database/database.hpp"

namespace rollcall::identity {

/// Failed sign-ins are counted against the address that was typed, whether somebody has it or not, ...
inline constexpr int failures_per_email = 10;
/// ... and against the client's address, ...
inline constexpr int failures_per_client = 100;
/// ... within this time.
inline constexpr auto failure_window = std::chrono::minutes(15);

/// Whom a guess is counted against.
struct Guess {
    std::string_view email;  ///< as typed
    std::string_view client_address;
};

/// Throws Error::too_many_attempts, with the time to wait, when either has failed too often. Asked before the
/// password is looked at and again in the write that follows, so that guesses in parallel get no more answers than
/// guesses in a row.
void refuse_beyond_limit(database::Transaction& tx, const Guess& guess, Time now);

/// Counts a failure, and forgets those that no window reaches any more.
void record_failure(database::Transaction& tx, const Guess& guess, Time now);

/// Mails with a link to choose a new password: so many go to one address within the same time, ...
inline constexpr int resets_per_email = 3;
/// ... and so many may one client ask for.
inline constexpr int resets_per_client = 20;

enum class ResetRequest { in_limits, one_too_many };

/// Counts a request, and tells whether it is too many for its address. Throws Error::too_many_attempts when the client
/// has asked for too many, whatever addresses it named.
ResetRequest note_reset_request(database::Transaction& tx, const Guess& guess, Time now);

/// Forgets all failures for an address, with whoever had it.
void forget_failures(database::Transaction& tx, std::string_view email);

}  // namespace rollcall::identity
