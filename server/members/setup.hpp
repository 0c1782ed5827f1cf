#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "database/database.hpp"
#include "identity/sessions.hpp"

namespace rollcall::members {

struct SetUp {
    std::string token;  ///< of the link that the server printed at its start
    std::string account_name;
    std::string name;
    std::string email;
    std::string password;
    std::optional<std::string> time_zone;  ///< that of the browser; UTC where it is absent
};

/// Creates the account and its first administrator, and signs in. `token` is that of the link.
///
/// Throws Error::not_found once the account is set up (also for the slower of two at once), Error::forbidden for
/// another token, Error::invalid. Who may call: anyone who has the link.
identity::NewSession set_up_account(database::Database& database, const Clock& clock,
                                    identity::PasswordHasher& passwords, std::string_view token, const SetUp& input,
                                    const identity::Client& client);

/// Throws Error::not_found once the account is set up.
void require_not_set_up(database::Transaction& tx);

/// Whether a link works, before its holder fills the form in: `given` is the token of the link, `token` the right one.
///
/// Throws Error::not_found once the account is set up, Error::forbidden for another token.
void require_valid_setup_link(database::Database& database, std::string_view given, std::string_view token);

}  // namespace rollcall::members
