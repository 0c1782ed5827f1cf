#pragma once

#include <string>

#include "api/route.hpp"
#include "api/services.hpp"
#include "http/server/router.hpp"

namespace rollcall::app {

/// Puts every route of the table behind its guard: a write comes from this site's own page, the caller is who the
/// cookie or the API token says, and the route is for them. `base_url` is empty while none is set.
/// Throws std::logic_error for a route that does not declare who may call it.
http::Router guarded(const api::Routes& routes, api::Services& services, const std::string& base_url);

}  // namespace rollcall::app
