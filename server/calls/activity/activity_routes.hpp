#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::calls {

/// GET /activity
http::Response handle_get_activity(const api::Request& request, api::Services& services);

}  // namespace rollcall::calls
