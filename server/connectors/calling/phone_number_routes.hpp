#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::connectors {

/// GET /connections/{id}/phone-numbers
http::Response handle_list_connection_numbers(const api::Request& request, api::Services& services);
/// GET /agents/{id}/phone-numbers
http::Response handle_list_agent_numbers(const api::Request& request, api::Services& services);

}  // namespace rollcall::connectors
