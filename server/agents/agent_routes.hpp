#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::agents {

/// GET /agents
http::Response handle_list_agents(const api::Request& request, api::Services& services);
/// POST /agents
http::Response handle_create_agent(const api::Request& request, api::Services& services);
/// GET /agents/{id}
http::Response handle_get_agent(const api::Request& request, api::Services& services);
/// PATCH /agents/{id}
http::Response handle_update_agent(const api::Request& request, api::Services& services);
/// DELETE /agents/{id}
http::Response handle_delete_agent(const api::Request& request, api::Services& services);

}  // namespace rollcall::agents
