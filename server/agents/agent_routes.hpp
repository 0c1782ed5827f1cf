#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/response.hpp"

namespace rollcall::agents {

/// GET /agents
http::Response list_agents(const api::Request& request, api::Services& services);
/// POST /agents
http::Response create(const api::Request& request, api::Services& services);
/// GET /agents/{id}
http::Response show(const api::Request& request, api::Services& services);
/// PATCH /agents/{id}
http::Response update(const api::Request& request, api::Services& services);
/// DELETE /agents/{id}
http::Response remove(const api::Request& request, api::Services& services);

}  // namespace rollcall::agents
