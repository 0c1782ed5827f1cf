#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::calls {

/// GET /unknown-agents
http::Response handle_list_unknown_agents(const api::Request& request, api::Services& services);
/// POST /unknown-agents/{id}/assignment
http::Response handle_assign_unknown_agent(const api::Request& request, api::Services& services);

}  // namespace rollcall::calls
