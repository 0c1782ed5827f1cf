#pragma once

#include <string>
#include <string_view>

#include "app/options.hpp"
#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

namespace rollcall::app {

/// `rollcall reset-password EMAIL`: gives the administrator a new password and prints it. The server of the data folder
/// does it, where one runs; otherwise this process, which holds the lock of the database meanwhile. Throws
/// std::runtime_error or Error with one plain line, and then nothing has changed, unless the line says otherwise.
void reset_password(const Options& options, const std::string& email);

/// What the server answers to a request that `reset_password` has sent.
std::string answer_password_reset(database::Database& database, const Clock& clock, const SealingKey& key,
                                  std::string_view request);

}  // namespace rollcall::app
