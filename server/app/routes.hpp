#pragma once

#include <string>

#include "api/route.hpp"

namespace rollcall::app {

/// The whole API on one page: what can be called, and by whom.
api::Routes routes();

/// The same as JSON: [{"method": "GET", "path": "/api/v1/session", "audience": "anyone"}, ...].
std::string routes_as_json();

}  // namespace rollcall::app
