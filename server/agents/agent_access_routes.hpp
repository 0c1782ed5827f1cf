#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::agents {

/// GET /agents/{id}/access
http::Response handle_list_agent_access(const api::Request& request, api::Services& services);

}  // namespace rollcall::agents
