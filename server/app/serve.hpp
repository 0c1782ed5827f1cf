#pragma once

#include <vector>

#include "app/options.hpp"
#include "http/server/router.hpp"

namespace rollcall::app {

/// Serves until SIGTERM or SIGINT, then finishes running requests and returns. Prints the address once it serves, and
/// the set-up link while the account is not set up. Throws std::runtime_error with one plain line when it cannot start.
/// `further` routes are served beside the API without its guard: for benchmarks.
void serve(const Options& options, const std::vector<http::Route>& further = {});

}  // namespace rollcall::app
