#pragma once

#include <string_view>

#include "core/sealing.hpp"
#include "database/database.hpp"

namespace rollcall::members {

/// Gives an administrator who is locked out a new password, which he or she has to change at the next sign-in.
/// Sessions, API tokens, links of emails and known devices end, as when another administrator sets it, and wrong
/// passwords are forgotten. `password_hash` is that of the new password.
///
/// Throws Error::conflict, with a sentence for the command line, for an email that no member has, and for a
/// member who is suspended or no administrator. Who may call: only the command line of the server.
void reset_administrator_password(database::Database& database, const Clock& clock, const SealingKey& key,
                                  std::string_view email, std::string_view password_hash);

}  // namespace rollcall::members
