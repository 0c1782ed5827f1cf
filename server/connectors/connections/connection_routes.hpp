#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::connectors {

/// GET /connections
http::Response list_connections(const api::Request& request, api::Services& services);
/// POST /connections
http::Response create(const api::Request& request, api::Services& services);
/// GET /connections/{id}
http::Response show(const api::Request& request, api::Services& services);
/// PATCH /connections/{id}
http::Response update(const api::Request& request, api::Services& services);
/// DELETE /connections/{id}
http::Response remove(const api::Request& request, api::Services& services);

}  // namespace rollcall::connectors
