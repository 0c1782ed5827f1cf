#pragma once

#include <optional>
#include <span>
#include <string>

#include "access/context.hpp"
#include "core/sealing.hpp"
#include "identity/session_store.hpp"

namespace rollcall::identity {

class PasswordHasher;

struct SignIn {
    std::string email;
    std::string password;
};

/// A new session. The tokens are kept nowhere: they go to the browser as cookies.
struct NewSession {
    std::string token;
    access::Caller caller;
    std::string device_token{};  ///< empty where the browser's cookie stays as it is
};

/// Signs a member in.
///
/// For an unknown address and a wrong password it does the same work (one hash; two where composing changes the
/// password) and throws the same error, wrong_credentials. Throws Error::too_many_attempts after too many failures
/// (guess_limit_store.hpp), also with the right password. The browser is a known device of the member from then on; if
/// it was not, and the member has been active before, an email tells of it. Ends the session of `former`, the caller
/// who was signed in with this browser. Who may call: anyone.
NewSession sign_in(database::Database& database, const Clock& clock, PasswordHasher& passwords, const SealingKey& key,
                   const SignIn& input, const Client& client,
                   const std::optional<access::Caller>& former = std::nullopt);

/// Inside the write that signs a browser in: ends the session that it had before, if any, also of somebody else. The
/// browser forgets it, so that nobody could end it any more.
void end_former_session(database::Transaction& tx, const std::optional<access::Caller>& former, Time now);

/// A session that was found by one of several tokens.
struct HeldSession {
    access::Caller caller;
    std::size_t position;  ///< of the token
};

/// The first of these tokens whose session has neither ended nor expired; nothing where there is none. Records the
/// activity, at most once in `last_use_resolution`.
std::optional<HeldSession> authenticate_session(database::Database& database, const Clock& clock,
                                                std::span<const std::string_view> tokens);

/// Ends the caller's own session with that id. Throws Error::not_found for any other, and Error confirmation_required
/// for one that is not the current one. Such a session may be on a lost device, so that device is forgotten.
void end_session(const access::Context& context, const SessionId& session);

/// Ends all sessions of the caller, the current one too, and forgets all devices. Throws Error confirmation_required.
void end_all_sessions(const access::Context& context);

}  // namespace rollcall::identity
