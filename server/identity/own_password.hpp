#pragma once

#include <string>

#include "identity/sessions.hpp"

namespace rollcall::identity {

struct ChangeOwnPassword {
    std::string current_password;
    std::string password;
};

/// Changes the caller's password. All their sessions end, links from mails to choose a password stop working, and a new
/// session begins.
///
/// Throws Error::invalid for a wrong current password, which counts as a failed sign-in (Error::too_many_attempts
/// after too many), and for a new one that is not good enough. Who may call: everybody, for themselves.
NewSession change_own_password(database::Database& database, const Clock& clock, PasswordHasher& passwords,
                               const access::Caller& caller, const ChangeOwnPassword& input, const Client& client);

}  // namespace rollcall::identity
