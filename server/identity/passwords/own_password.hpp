#pragma once

#include <string>

#include "identity/sessions.hpp"

namespace rollcall::identity {

struct ChangeOwnPassword {
    std::string current_password;
    std::string password;
};

/// Changes the caller's password, and starts a new session. All other sessions and the links of emails to choose a
/// password end (end_access.hpp).
///
/// Throws Error::invalid for a wrong current password, which counts as a failed sign-in (Error::too_many_attempts
/// after too many), and for a new one that is not good enough. Who may call: every member.
NewSession change_own_password(const access::Context& context, PasswordHasher& passwords, const SealingKey& key,
                               const ChangeOwnPassword& input, const Client& client);

}  // namespace rollcall::identity
