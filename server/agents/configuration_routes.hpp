#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/response.hpp"

namespace rollcall::agents {

/// GET /agents/{id}/configuration
http::Response show_configuration(const api::Request& request, api::Services& services);
/// PUT /agents/{id}/configuration
http::Response change_configuration(const api::Request& request, api::Services& services);
/// POST /agents/{id}/publication
http::Response publish(const api::Request& request, api::Services& services);
/// GET /agents/{id}/versions
http::Response list_versions(const api::Request& request, api::Services& services);
/// GET /agents/{id}/versions/{number}
http::Response show_version(const api::Request& request, api::Services& services);

}  // namespace rollcall::agents
