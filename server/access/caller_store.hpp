#pragma once

#include <optional>
#include <string_view>

#include "access/caller.hpp"
#include "database/database.hpp"

namespace rollcall::access {

/// A caller, and when the session or API token was last used (identity/ keeps that up to date).
struct AuthenticatedCaller {
    Caller caller;
    Time last_active_at;
};

/// The caller who holds the session with this token (its hash); nothing where it has ended or expired, or never
/// existed, and while the member is suspended. Runs one statement.
std::optional<AuthenticatedCaller> find_caller_by_session(database::Transaction& tx, std::string_view token_hash,
                                                          Time now);

/// The caller for whom the API token (its hash) acts; nothing likewise. Runs one statement.
std::optional<AuthenticatedCaller> find_caller_by_api_token(database::Transaction& tx, std::string_view token_hash,
                                                            Time now);

/// The caller as he or she is inside this transaction. Only the three functions below make one, by reading the member
/// again, so a rule that takes it cannot act on rights that have ended meanwhile.
class CurrentCaller : public Caller {
private:
    explicit CurrentCaller(Caller caller) : Caller(std::move(caller)) {}

    friend CurrentCaller get_current_caller(database::Transaction& tx, const Caller& caller);
    friend CurrentCaller get_current_caller_at(database::Transaction& tx, const Caller& caller, Time now);
    friend std::optional<CurrentCaller> find_current_member(database::Transaction& tx, const MemberId& member);
};

/// Throws Error::not_signed_in where the session or the token has ended meanwhile, or the member is suspended.
CurrentCaller get_current_caller(database::Transaction& tx, const Caller& caller);

/// The same for what lasts longer than a request: throws Error::not_signed_in also where the session or the token has
/// expired at `now`, and Error password_change_required where the member has to choose a new password by now.
CurrentCaller get_current_caller_at(database::Transaction& tx, const Caller& caller, Time now);

/// The member as a caller without a session, for work that goes on in the background after a request: with the rights
/// of now. Nothing where the member is removed or suspended.
std::optional<CurrentCaller> find_current_member(database::Transaction& tx, const MemberId& member);

}  // namespace rollcall::access
