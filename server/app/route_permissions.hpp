#pragma once

#include <functional>

#include "access/caller.hpp"
#include "access/permissions.hpp"
#include "api/route.hpp"
#include "api/services.hpp"
#include "database/database.hpp"

namespace rollcall::app {

/// The route table is the law: a route `with(permission)` never succeeds for a member who has the permission on
/// nothing, even if its rule forgets to check. The rule checks first, since an object out of scope is a 404 and not a
/// 403.
///
/// Runs the handler of the route. For a member who lacks one of the route's permissions, every write of the handler is
/// undone at its end, and a response below 400 is replaced, before its first byte, by Error permission_missing.
http::Response run_with_permissions(const api::Route& route, const api::Request& request, api::Services& services);

/// The same for any function that is given the database.
http::Response run_with_permissions(access::Permissions required, const access::Caller& caller,
                                    database::Database& database,
                                    const std::function<http::Response(database::Database&)>& run);

}  // namespace rollcall::app
