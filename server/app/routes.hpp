#pragma once

#include <string>

#include "api/route.hpp"

namespace rollcall::app {

/// The table of all routes: method, path, audience, token scope and handler.
api::Routes list_routes();

/// The same as JSON: [{"method": "GET", "path": "/api/v1/session", "audience": "anyone", "token": "read"}, ...].
std::string write_routes_as_json();

}  // namespace rollcall::app
