#pragma once

#include <string>

#include "api/route.hpp"
#include "api/services.hpp"
#include "http/server/router.hpp"

namespace rollcall::app {

/// The router of the table, with a guard before and after each handler: a write comes from our own page, the caller is
/// found by cookie or API token and belongs to the audience of the route, an API token has its scope; a response to a
/// caller who lacks one of the route's permissions is never a success (route_permissions.hpp). `base_url` is empty when
/// none is configured. Throws std::logic_error for a route that does not declare its audience, or which API tokens it
/// admits.
http::Router build_router(const api::Routes& routes, api::Services& services, const std::string& base_url);

/// Lists, exports, and what is as large as they. None of them has a secret: links, tokens and webhook secrets are only
/// in answers to a POST, and in one email.
bool may_compress(const api::Route& route);

}  // namespace rollcall::app
