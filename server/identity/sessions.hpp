#pragma once

#include <optional>
#include <string>

#include "access/caller_store.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"
#include "identity/session_store.hpp"

namespace rollcall::identity {

class PasswordHasher;

struct SignIn {
    std::string email;
    std::string password;
};

/// A session just begun. `token` is in no other place: it goes to the browser and is gone.
struct NewSession {
    std::string token;
    access::Caller caller;
};

/// Signs a member in.
///
/// For an unknown address and a wrong password it does the same work (exactly one hash) and throws the same error,
/// wrong_credentials. Throws Error::too_many_attempts after too many failures (guess_limit_store.hpp), also with the
/// right password. Who may call: anyone.
NewSession sign_in(database::Database& database, const Clock& clock, PasswordHasher& passwords, const SignIn& input,
                   const Client& client);

/// Who holds the session with this token. Notes their activity, at most once a minute for each session.
std::optional<access::Caller> authenticate(database::Database& database, const Clock& clock, std::string_view token);

/// Ends the caller's own session with that id. Throws Error::not_found for any other.
void end_session(database::Database& database, const access::Caller& caller, const SessionId& session);

/// Ends all sessions of the caller, the current one too.
void end_all_sessions(database::Database& database, const access::Caller& caller);

}  // namespace rollcall::identity
