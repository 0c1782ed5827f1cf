#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::calls {

/// POST /calls
http::Response handle_create_api_call(const api::Request& request, api::Services& services);

}  // namespace rollcall::calls
