#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::calls {

/// GET /calls/live: server-sent events (HTML standard, section 9.2) about the calls in the caller's scope.
http::Response handle_watch_calls(const api::Request& request, api::Services& services);

}  // namespace rollcall::calls
