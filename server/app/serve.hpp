#pragma once

#include "app/settings.hpp"

namespace rollcall::app {

/// Serves until SIGTERM or SIGINT, then finishes what is running and returns. Prints the address, and while the
/// account is not set up the set-up link, once requests are taken. Throws std::runtime_error with one plain line
/// when it cannot start.
void serve(const Settings& settings);

}  // namespace rollcall::app
