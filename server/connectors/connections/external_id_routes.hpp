#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::connectors {

/// GET /agents/{id}/external-ids
http::Response show_external_ids(const api::Request& request, api::Services& services);
/// PUT /agents/{id}/external-ids
http::Response change_external_ids(const api::Request& request, api::Services& services);
/// GET /unknown-agents
http::Response list_unknown_agents(const api::Request& request, api::Services& services);
/// POST /unknown-agents/{id}/assignment
http::Response assign_unknown_agent(const api::Request& request, api::Services& services);

}  // namespace rollcall::connectors
