#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::connectors {

/// GET /connections
http::Response handle_list_connections(const api::Request& request, api::Services& services);
/// POST /connections
http::Response handle_create_connection(const api::Request& request, api::Services& services);
/// GET /connections/{id}
http::Response handle_get_connection(const api::Request& request, api::Services& services);
/// PATCH /connections/{id}
http::Response handle_update_connection(const api::Request& request, api::Services& services);
/// PUT /connections/{id}/key
http::Response handle_set_connection_key(const api::Request& request, api::Services& services);
/// DELETE /connections/{id}/key
http::Response handle_remove_connection_key(const api::Request& request, api::Services& services);
/// DELETE /connections/{id}
http::Response handle_delete_connection(const api::Request& request, api::Services& services);

}  // namespace rollcall::connectors
