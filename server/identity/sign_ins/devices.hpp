#pragma once

#include <optional>
#include <string>

#include "identity/session_store.hpp"
#include "identity/sign_ins/device_store.hpp"

namespace rollcall::identity {

/// The device of the member from which the client makes its request; nothing where the browser is unknown to that
/// member. Tries the tokens of the client in turn, until the member has one.
std::optional<DeviceId> find_known_device(database::Transaction& tx, const MemberId& member, const Client& client,
                                          Time now);

/// Makes the browser in which `session` was started known to the member, so that wrong passwords of others do not count
/// for it (guess_limit_store.hpp). Returns the token for the cookie: the one that the browser has where it was known,
/// otherwise a new one, which is also that of the other members of this browser. Called inside the write that starts
/// the session.
std::string remember_device(database::Transaction& tx, const MemberId& member, const SessionId& session,
                            const Client& client, Time now);

}  // namespace rollcall::identity
