#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::agents {

/// GET /agents/{id}/configuration
http::Response handle_get_configuration(const api::Request& request, api::Services& services);
/// PUT /agents/{id}/configuration
http::Response handle_save_draft(const api::Request& request, api::Services& services);
/// POST /agents/{id}/publication
http::Response handle_publish_draft(const api::Request& request, api::Services& services);
/// GET /agents/{id}/versions
http::Response handle_list_versions(const api::Request& request, api::Services& services);
/// GET /agents/{id}/versions/{number}
http::Response handle_get_version(const api::Request& request, api::Services& services);

}  // namespace rollcall::agents
