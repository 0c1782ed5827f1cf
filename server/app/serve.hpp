#pragma once

#include <vector>

#include "app/options.hpp"
#include "http/server/router.hpp"

namespace rollcall::app {

/// Serves until SIGTERM or SIGINT, then finishes what is running and returns. Prints the address, and while the
/// account is not set up the set-up link, once requests are taken. Throws std::runtime_error with one plain line
/// when it cannot start. `further` routes stand beside the API without its guard: for benchmarks.
void serve(const Settings& settings, const std::vector<http::Route>& further = {});

}  // namespace rollcall::app
