#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "access/caller.hpp"
#include "database/database.hpp"

namespace rollcall::access {

/// A session ends when it has not been used for this long, ...
inline constexpr auto session_idle_limit = std::chrono::days(14);
/// ... or has existed for this long.
inline constexpr auto session_absolute_limit = std::chrono::days(90);

/// A caller, and when their session or API token was last used (identity/ keeps that up to date).
struct SeenCaller {
    Caller caller;
    Time last_active_at;
};

/// Who holds the session with this token (its hash); nothing where it has ended, was never there, or is too old.
std::optional<SeenCaller> find_caller(database::Transaction& tx, std::string_view token_hash, Time now);

/// For whom the API token (its hash) acts; nothing where it was revoked, has expired or was never there.
std::optional<SeenCaller> find_caller_by_api_token(database::Transaction& tx, std::string_view token_hash, Time now);

/// The caller as he or she is now, inside a write: throws Error::not_signed_in where the session or the token ended
/// meanwhile.
Caller current(database::Transaction& tx, const Caller& caller);

/// The same for what lasts longer than a request: throws Error::not_signed_in also where the session or the token has
/// become too old, and Error password_change_required where a password of one's own is owed by now.
Caller current_at(database::Transaction& tx, const Caller& caller, Time now);

}  // namespace rollcall::access
