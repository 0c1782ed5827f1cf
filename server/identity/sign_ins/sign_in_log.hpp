#pragma once

#include <optional>

#include "access/caller.hpp"
#include "identity/session_store.hpp"

/// What is recorded of sign-ins: entries of the audit log, whose addresses and browsers the erasure of the member
/// deletes, and lines of the server's log, which name members by their id and nobody by an email.
namespace rollcall::identity {

inline constexpr std::string_view sign_in_action = "session.started";

/// Records that a session was started, inside the write that starts it.
void record_sign_in(database::Transaction& tx, const access::Caller& caller, const Client& client, bool is_new_device,
                    Time now);

/// Records that the caller has ended a session, before its row is deleted.
void record_sign_out(database::Transaction& tx, const access::Caller& caller, const SessionId& session, Time now);

/// Records that the caller has ended all sessions of his or her own.
void record_end_of_all_sessions(database::Transaction& tx, const access::Caller& caller, Time now);

/// Counts a wrong password for the member, or for an email that nobody has, and the network of the client. Of the
/// failures in `failure_window` the first, the tenth, the hundredth and so on make an entry, so that a flood of them
/// does not fill the audit log; an email that nobody has makes none. `caller` is the member, where the password was
/// asked for in a session; otherwise a stranger has entered it. Returns the number of a failure that is also to be
/// logged by `log_wrong_password` after the write.
std::optional<int> record_wrong_password(database::Transaction& tx, const access::Caller* caller,
                                         const std::optional<MemberId>& member, const Client& client, Time now);

void log_wrong_password(const std::optional<MemberId>& member, const Client& client, int failures);
void log_sign_in(const access::Caller& caller, const Client& client);
void log_sign_out(const access::Caller& caller);
/// That a session other than the current one was ended.
void log_other_session_end(const access::Caller& caller);
void log_end_of_all_sessions(const access::Caller& caller);

}  // namespace rollcall::identity
