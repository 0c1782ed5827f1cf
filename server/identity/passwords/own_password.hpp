#pragma once

#include <optional>
#include <string>

#include "identity/sessions.hpp"

namespace rollcall::identity {

struct ChangeOwnPassword {
    std::string current_password;
    std::string password;
    std::optional<bool> end_api_tokens;  ///< whether the member's API tokens end too; they do where it is absent
};

/// Changes the caller's password, and starts a new session. All other sessions, the links of emails to choose a
/// password and, unless told otherwise, the API tokens end (end_access.hpp).
///
/// Throws Error::invalid for a wrong current password, which counts as a failed sign-in (Error::too_many_attempts
/// after too many), and for a new one that is not good enough. Who may call: every member.
NewSession change_own_password(const access::Context& context, PasswordHasher& passwords, const SealingKey& key,
                               const ChangeOwnPassword& input, const Client& client);

/// Notes in the caller's session that he or she has given the password just now (access/confirmation.hpp).
///
/// Throws Error::invalid for a wrong password, which counts as a failed sign-in (Error::too_many_attempts after too
/// many). Who may call: every member, by a session.
void confirm_own_password(const access::Context& context, PasswordHasher& passwords, std::string_view password,
                          const Client& client);

}  // namespace rollcall::identity
